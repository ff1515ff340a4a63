import { formatIp, type Ip } from '../../address/ip.ts';
import { formatMac } from '../../address/mac.ts';
import type { Kernel, Link, Netns } from '../../kernel/kernel.ts';
import { getSysctl } from '../../kernel/sysctl-values.ts';
import type { Command } from '../command.ts';
import { fail, succeed } from '../language/command-result.ts';
import { flagsOf, linksOf, nameWithLower } from './ip/link-line.ts';

/** `bridge link`: the ports of all bridges of the namespace. */
function showLinks(kernel: Kernel, netns: Netns): string {
  return linksOf(kernel, netns)
    .filter((link) => link.master !== undefined)
    .map((link) => {
      const master = kernel.links.get(link.master!)!.name;
      const state = link.up ? 'forwarding' : 'disabled';
      return `${link.index}: ${nameWithLower(kernel, link)}: <${flagsOf(kernel, link).join(',')}> mtu ${link.mtu} master ${master} state ${state} priority 32 cost 2 \n`;
    })
    .join('');
}

/** The Ethernet addresses of the multicast groups that a link listens to (RFC 2464 section 7, RFC 1112 section 6.4). */
function multicastOf(kernel: Kernel, link: Link): string[] {
  const solicited = new Set(
    link.addresses
      .filter((a) => typeof a.ip === 'bigint')
      .map((a) => `33:33:ff:${formatMac(Number((a.ip as bigint) & 0xffffffn)).slice(9)}`),
  );
  // A bridge also listens to the all-snoopers groups (RFC 4286).
  const snoopers = link.kind === 'bridge' ? ['01:00:5e:00:00:6a', '33:33:00:00:00:6a'] : [];
  // Who forwards IPv6 listens to all-routers, too.
  const routers =
    getSysctl(kernel, link.netns, 'net.ipv6.conf.all.forwarding') === '1' ? ['33:33:00:00:00:02'] : [];
  return ['33:33:00:00:00:01', ...routers, ...snoopers, '01:00:5e:00:00:01', ...solicited];
}

function entriesOf(kernel: Kernel, link: Link): string[] {
  const lines: string[] = [];
  const master = link.master === undefined ? undefined : kernel.links.get(link.master);
  if (link.kind === 'loopback') return [];
  if (link.kind !== 'vxlan')
    lines.push(...multicastOf(kernel, link).map((mac) => `${mac} dev ${link.name} self permanent`));
  // A link takes frames for the macvlan links on it: their addresses are in its filter.
  for (const id of link.children ?? []) {
    const child = kernel.links.get(id);
    if (child?.kind === 'macvlan' && child.up && child.mode !== 'passthru')
      lines.push(`${formatMac(child.mac)} dev ${link.name} self permanent`);
  }
  if (link.kind === 'bridge')
    lines.push(`${formatMac(link.mac)} dev ${link.name} master ${link.name} permanent`);
  if (master?.kind === 'bridge') {
    for (const [mac, entry] of master.fdb)
      if (entry.port === link.id && !entry.permanent)
        lines.push(`${formatMac(mac)} dev ${link.name} master ${master.name} `);
    lines.push(`${formatMac(link.mac)} dev ${link.name} master ${master.name} permanent`);
  }
  if (link.kind === 'vxlan')
    for (const [mac, remote] of link.fdb)
      lines.push(`${formatMac(mac)} dev ${link.name} dst ${formatIp(remote as Ip)} self permanent`);
  return lines;
}

/** `bridge fdb`: learned and permanent entries of bridges, their ports and VXLAN devices. */
function showForwarding(
  kernel: Kernel,
  netns: Netns,
  only: { readonly bridge?: string; readonly device?: string },
): string {
  return linksOf(kernel, netns)
    .filter((link) => only.device === undefined || link.name === only.device)
    .filter(
      (link) =>
        only.bridge === undefined ||
        link.name === only.bridge ||
        (link.master !== undefined && kernel.links.get(link.master)?.name === only.bridge),
    )
    .flatMap((link) => entriesOf(kernel, link))
    .map((line) => `${only.device === undefined ? line : line.replace(` dev ${only.device} `, ' ')}\n`)
    .join('');
}

const option = (args: readonly string[], name: string): string | undefined => {
  const at = args.indexOf(name);
  return at < 0 ? undefined : args[at + 1];
};

/** `bridge link` and `bridge fdb` of iproute2; nothing else of it is simulated. */
export const bridge: Command = (args, terminal) => {
  const kernel = terminal.world.kernel;
  const netns = kernel.namespaces.get(terminal.netns)!;
  const [object, verb = 'show', ...rest] = args.filter((arg) => !arg.startsWith('-'));
  if (verb !== 'show' && verb !== 'list')
    return fail(1, `bridge: dnet simulates \`bridge ${object} show\`, not \`${verb}\`\n`);
  const device = option(rest, 'dev');
  if (object === 'link') return succeed(showLinks(kernel, netns));
  if (object === 'fdb') {
    const br = option(rest, 'br');
    return succeed(
      showForwarding(kernel, netns, {
        ...(br === undefined ? {} : { bridge: br }),
        ...(device === undefined ? {} : { device }),
      }),
    );
  }
  return fail(1, `Object "${object ?? ''}" is unknown, try "bridge help".\n`);
};
