import { isUnspecified } from '../../address/ip.ts';
import { switchedOff } from '../faults.ts';
import type { Netns } from '../kernel.ts';
import type { Packet } from '../packet.ts';
import { passHook } from './hook.ts';
import { leave } from './leave.ts';
import { type OutputRoute, routeOutput } from './route-output.ts';
import { headerOf, lose, type Walk } from './walk.ts';

/**
 * A packet that the namespace itself makes: route, OUTPUT, POSTROUTING, and out. An unspecified source takes the
 * route's. True where it was delivered somewhere; `walk` then tells where, else why not.
 */
export function send(walk: Walk, netns: Netns, packet: Packet): boolean {
  const { kernel } = walk;
  const stopped = switchedOff(kernel, netns.machine);
  if (stopped !== undefined) return lose(walk, netns.id, packet, { kind: 'fault', fault: stopped });
  let route = routeOutput(kernel, netns, packet.destination);
  if (route === undefined) return noRoute(walk, netns, packet);
  if (isUnspecified(packet.source)) {
    if (route.source === undefined) return noRoute(walk, netns, packet);
    packet.source = route.source;
  }
  noteRoute(walk, netns, packet, route);
  if (packet.df && packet.size > route.link.mtu)
    return lose(walk, netns.id, packet, { kind: 'too-big', netns: netns.id, mtu: route.link.mtu });
  walk.physIn = undefined;
  walk.physOut = undefined;
  const { destination } = packet;
  if (!passHook(walk, netns, packet, 'OUTPUT', undefined, route.link)) return false;
  if (packet.destination !== destination) {
    route = routeOutput(kernel, netns, packet.destination);
    if (route === undefined) return noRoute(walk, netns, packet);
    noteRoute(walk, netns, packet, route);
  }
  return leave(walk, netns, packet, route.link, route.nextHop);
}

function noRoute(walk: Walk, netns: Netns, packet: Packet): false {
  return lose(walk, netns.id, packet, {
    kind: 'no-route',
    netns: netns.id,
    destination: packet.destination,
  });
}

function noteRoute(walk: Walk, netns: Netns, packet: Packet, route: OutputRoute): void {
  if (walk.recorder === undefined) return;
  walk.recorder.hop({
    kind: 'route',
    netns: netns.id,
    packet: headerOf(packet),
    decision: route.local ? 'local' : 'output',
    link: route.link.id,
    ...(route.via && { via: route.nextHop }),
    ...(route.source !== undefined && { source: route.source }),
  });
}
