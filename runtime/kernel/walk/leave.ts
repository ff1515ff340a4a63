import type { Ip } from '../../address/ip.ts';
import { policyFor } from '../ipsec-policy.ts';
import type { Link, Netns } from '../kernel.ts';
import type { Packet } from '../packet.ts';
import { complain, HOST_UNREACHABLE } from './complain.ts';
import { passHook } from './hook.ts';
import { encrypt } from './ipsec.ts';
import { resolveNeighbour } from './resolve-neighbour.ts';
import { transmit } from './transmit.ts';
import { headerOf, lose, type Walk } from './walk.ts';

/** The last steps of a packet at layer 3: POSTROUTING, encryption where a policy wants it, the next hop's MAC. */
export function leave(walk: Walk, netns: Netns, packet: Packet, link: Link, nextHop: Ip): boolean {
  walk.nextHop = nextHop;
  if (!passHook(walk, netns, packet, 'POSTROUTING', undefined, link)) return false;
  const policy = policyFor(netns, packet);
  if (policy !== undefined) return encrypt(walk, netns, packet, policy);
  if (link.kind === 'loopback') return transmit(walk, link, packet);
  if (!address(walk, netns, packet, link, nextHop)) return unreachable(walk, netns, packet, link, nextHop);
  return transmit(walk, link, packet);
}

/** Puts the MACs on the frame; false where nobody answers for the next hop. */
export function address(walk: Walk, netns: Netns, packet: Packet, link: Link, nextHop: Ip): boolean {
  packet.sourceMac = link.mac;
  const mac = resolveNeighbour(walk.kernel, netns, link, nextHop);
  walk.recorder?.hop({
    kind: 'resolve-neighbour',
    netns: netns.id,
    packet: headerOf(packet),
    link: link.id,
    ip: nextHop,
    found: mac !== undefined,
  });
  if (mac === undefined) return false;
  packet.destinationMac = mac;
  return true;
}

/** ARP gave up after 3 seconds: the sender is told that the host is unreachable, be it the machine itself. */
export function unreachable(walk: Walk, netns: Netns, packet: Packet, link: Link, ip: Ip): false {
  complain(walk, netns.id, packet, HOST_UNREACHABLE, { forwarded: true });
  return lose(walk, netns.id, packet, { kind: 'no-neighbour', netns: netns.id, link: link.id, ip });
}
