import { formatMac } from '../../../address/mac.ts';
import { hasCarrier } from '../../../kernel/carrier.ts';
import type { Kernel, Link, Netns } from '../../../kernel/kernel.ts';

/** The links of a namespace in the order of their indexes, as every listing shows them. */
export const linksOf = (kernel: Kernel, netns: Netns): Link[] =>
  [...netns.links.values()].map((id) => kernel.links.get(id)!).sort((a, b) => a.index - b.index);

/** What stands after the `@`: the other end where it is in this namespace, else its index. */
function lowerOf(kernel: Kernel, link: Link): string | undefined {
  const lowerId = link.kind === 'veth' ? link.peer : 'parent' in link ? link.parent : undefined;
  // A NIC of the simulated machines is one end of the wire to its LAN, as in the lab.
  if (link.kind === 'nic') return `if${link.id}`;
  if (lowerId === undefined) return undefined;
  const lower = kernel.links.get(lowerId);
  if (lower === undefined) return undefined;
  return lower.netns === link.netns ? lower.name : `if${lower.index}`;
}

export function nameWithLower(kernel: Kernel, link: Link): string {
  const lower = lowerOf(kernel, link);
  return lower === undefined ? link.name : `${link.name}@${lower}`;
}

/** `peerIsAway`: busybox shows it as the flag M-DOWN, iproute2 as a link-netnsid. */
export function peerIsAway(kernel: Kernel, link: Link): boolean {
  if (link.kind === 'nic') return true;
  const lower = link.kind === 'veth' ? link.peer : 'parent' in link ? link.parent : undefined;
  return lower !== undefined && kernel.links.get(lower)?.netns !== link.netns;
}

export function flagsOf(kernel: Kernel, link: Link): string[] {
  const carrier = link.kind === 'loopback' ? link.up : hasCarrier(kernel, link);
  const flags: string[] = [];
  if (link.up && !carrier) flags.push('NO-CARRIER');
  if (link.kind === 'loopback') flags.push('LOOPBACK');
  else if (link.kind === 'dummy') flags.push('BROADCAST', 'NOARP');
  else flags.push('BROADCAST', 'MULTICAST');
  if (link.up) flags.push('UP');
  if (link.up && carrier) flags.push('LOWER_UP');
  return flags;
}

/** The operational state (RFC 2863) as `ip` names it. A bridge that was made by hand stays UNKNOWN until a carrier change. */
export function stateOf(kernel: Kernel, link: Link): string {
  if (!link.up) return 'DOWN';
  if (link.kind === 'loopback' || link.kind === 'dummy' || link.kind === 'vxlan') return 'UNKNOWN';
  if (link.kind === 'bridge' && link.handMade) return 'UNKNOWN';
  return hasCarrier(kernel, link) ? 'UP' : 'DOWN';
}

export const hardwareLine = (link: Link): string =>
  link.kind === 'loopback'
    ? 'link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00'
    : `link/ether ${formatMac(link.mac)} brd ff:ff:ff:ff:ff:ff`;

export const queueDiscipline = (link: Link): string => (link.up ? 'noqueue' : 'noop');
