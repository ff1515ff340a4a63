import { formatMac } from '../../../address/mac.ts';
import type { Kernel, Link, Netns } from '../../../kernel/kernel.ts';
import type { Terminal } from '../../command.ts';
import { detailsOf } from './link-details.ts';
import { flagsOf, hardwareLine, linksOf, nameWithLower, peerIsAway, stateOf } from './link-line.ts';
import type { IpOptions } from './options.ts';
import { headLine } from './show-address.ts';

const briefLine = (kernel: Kernel, link: Link): string =>
  `${nameWithLower(kernel, link).padEnd(16)} ${stateOf(kernel, link).padEnd(14)} ${formatMac(link.kind === 'loopback' ? 0 : link.mac)} <${flagsOf(kernel, link).join(',')}> `;

function blockOf(kernel: Kernel, link: Link, terminal: Terminal, options: IpOptions): string[] {
  const busybox = terminal.tools === 'busybox';
  // iproute2's link listing says the link mode, which its address listing does not.
  const head = headLine(kernel, link, busybox).replace(' group ', ' mode DEFAULT group ');
  const away = peerIsAway(kernel, link) && !busybox ? ' link-netnsid 0' : '';
  return [head, `    ${hardwareLine(link)}${away}${options.details ? detailsOf(link) : ''}`];
}

/** `ip link show`: of one device, of the ports of a bridge (`master`), of one kind (`type`), or of all. */
export function showLinks(
  kernel: Kernel,
  netns: Netns,
  terminal: Terminal,
  options: IpOptions,
  only: { readonly device?: string; readonly master?: string; readonly type?: string },
): string {
  const links = linksOf(kernel, netns).filter(
    (link) =>
      (only.device === undefined || link.name === only.device) &&
      (only.type === undefined || link.kind === only.type) &&
      (only.master === undefined ||
        (link.master !== undefined && kernel.links.get(link.master)?.name === only.master)),
  );
  const lines = options.brief
    ? links.map((link) => briefLine(kernel, link))
    : links.flatMap((link) => blockOf(kernel, link, terminal, options));
  return lines.map((line) => `${line}\n`).join('');
}
