import { switchedOff } from '../../kernel/faults.ts';
import type { Netns } from '../../kernel/kernel.ts';
import type { PacketSet } from '../packet-set.ts';
import { areEqual, isIn, lose, type SetWalk, sampleOf, valuesOf } from '../set-walk.ts';
import { only } from '../value-set.ts';
import { passHookSet } from './hook.ts';
import { leaveSet } from './leave.ts';
import { routeOutputSet } from './route.ts';

/** `send` for a box of packets. */
export function sendSet(walk: SetWalk, netns: Netns, packet: PacketSet): boolean {
  const stopped = switchedOff(walk.kernel, netns.machine);
  if (stopped !== undefined) return lose(walk, { kind: 'fault', fault: stopped });
  let route = routeOutputSet(walk, netns, packet.destination);
  if (route === undefined) return noRoute(walk, netns, packet);
  const unspecified = only(typeof valuesOf(walk, packet.source)[0] === 'bigint' ? 0n : 0);
  if (isIn(walk, packet.source, unspecified)) {
    const source = route.source(packet.kind.kind === 'icmp-error');
    if (source === undefined) return noRoute(walk, netns, packet);
    packet.source = source;
  }
  if (packet.df && packet.size > route.link.mtu)
    return lose(walk, { kind: 'too-big', netns: netns.id, mtu: route.link.mtu });
  walk.physIn = undefined;
  walk.physOut = undefined;
  const { destination } = packet;
  if (!passHookSet(walk, netns, packet, 'OUTPUT', undefined, route.link)) return false;
  if (!areEqual(walk, packet.destination, destination)) {
    route = routeOutputSet(walk, netns, packet.destination);
    if (route === undefined) return noRoute(walk, netns, packet);
  }
  walk.steps?.push({ kind: 'route', netns: netns.id, link: route.link.id, packet: { ...packet } });
  return leaveSet(walk, netns, packet, route.link, route.nextHop);
}

const noRoute = (walk: SetWalk, netns: Netns, packet: PacketSet): false =>
  lose(walk, { kind: 'no-route', netns: netns.id, destination: sampleOf(walk, packet.destination) });
