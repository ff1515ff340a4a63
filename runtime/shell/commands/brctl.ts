import { formatMac } from '../../address/mac.ts';
import type { Kernel, LinkOf, Netns } from '../../kernel/kernel.ts';
import type { Command } from '../command.ts';
import { fail, succeed } from '../language/command-result.ts';
import { linksOf } from './ip/link-line.ts';

const HEAD = 'bridge name\tbridge id\t\tSTP enabled\tinterfaces\n';

function row(kernel: Kernel, netns: Netns, bridge: LinkOf<'bridge'>): string {
  const ports = linksOf(kernel, netns)
    .filter((link) => link.master === bridge.id)
    .map((link) => link.name)
    .sort();
  // Priority 8000 and the bridge's address: the identifier of IEEE 802.1D.
  const id = `8000.${formatMac(bridge.mac).replaceAll(':', '')}`;
  const [first = '', ...others] = ports;
  return `${bridge.name}\t\t${id}\t${bridge.stp ? 'yes' : 'no'}\t\t${first}\n${others.map((port) => `\t\t\t\t\t\t\t${port}\n`).join('')}`;
}

/** `brctl show` of bridge-utils. */
export const brctl: Command = (args, terminal) => {
  const [verb, only] = args;
  if (verb !== 'show')
    return fail(1, `never heard of command [${verb ?? ''}]; dnet simulates \`brctl show\`\n`);
  const kernel = terminal.world.kernel;
  const netns = kernel.namespaces.get(terminal.netns)!;
  const bridges = linksOf(kernel, netns).filter((link): link is LinkOf<'bridge'> => link.kind === 'bridge');
  const wanted = bridges.filter((link) => only === undefined || link.name === only);
  if (only !== undefined && wanted.length === 0) return fail(1, `bridge ${only} does not exist!\n`);
  wanted.sort((a, b) => (a.name < b.name ? -1 : 1));
  return succeed(HEAD + wanted.map((link) => row(kernel, netns, link)).join(''));
};
