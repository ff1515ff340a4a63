import { learn } from '../fdb.ts';
import type { Link, LinkOf, Netns } from '../kernel.ts';
import { linkOf, netnsOf } from '../link-registry.ts';
import type { Packet } from '../packet.ts';
import { lookupRoute } from '../routes.ts';
import { settingsOf } from '../settings.ts';
import { findPort } from './find-port.ts';
import { passHook } from './hook.ts';
import { ipInput, routeInput } from './ip-input.ts';
import { address, unreachable } from './leave.ts';
import { loseLinkDown, loseUnclaimed, transmit } from './transmit.ts';
import { headerOf, lose, type Walk } from './walk.ts';

type Bridge = LinkOf<'bridge'>;

/** A frame comes in by a port: learn the sender, then up to the machine, or on to another port. */
export function bridgeInput(walk: Walk, bridge: Bridge, port: Link, packet: Packet): boolean {
  if (!bridge.up) return loseLinkDown(walk, bridge, packet);
  learn(bridge, packet.sourceMac, port.id);
  const netns = netnsOf(walk.kernel, bridge.netns);
  const filters = packet.vlan === undefined && filtersBridged(walk, netns, packet);
  walk.physIn = port;
  walk.physOut = undefined;
  if (filters && !prerouteBridged(walk, netns, bridge, packet)) return false;
  if (isOwn(bridge, packet)) {
    noteBridging(walk, bridge, port, packet, 'self');
    return filters ? routeInput(walk, netns, bridge, packet) : ipInput(walk, bridge, packet);
  }
  return bridgeForward(walk, netns, bridge, port, packet, filters);
}

function filtersBridged(walk: Walk, netns: Netns, packet: Packet): boolean {
  const settings = settingsOf(walk.kernel, netns);
  return typeof packet.destination === 'number' ? settings.bridgedIpv4 : settings.bridgedIpv6;
}

/** A frame to the bridge's own MAC, or to that of one of its ports, is for the machine. */
function isOwn(bridge: Bridge, packet: Packet): boolean {
  if (packet.destinationMac === bridge.mac) return true;
  const entry = bridge.fdb.get(packet.destinationMac);
  return entry?.permanent === true && entry.port === bridge.id;
}

/**
 * br_nf_pre_routing: the packet passes PREROUTING as one of the bridge's. Where its destination is translated it is
 * routed anew: to a neighbour on this bridge it is bridged with that one's MAC, else the machine takes it.
 */
function prerouteBridged(walk: Walk, netns: Netns, bridge: Bridge, packet: Packet): boolean {
  const { destination } = packet;
  if (!passHook(walk, netns, packet, 'PREROUTING', bridge, undefined)) return false;
  if (packet.destination === destination) return true;
  const route = lookupRoute(walk.kernel, netns.id, packet.destination);
  if (route?.link !== bridge.id) {
    packet.destinationMac = bridge.mac;
    return true;
  }
  const sender = packet.sourceMac;
  const nextHop = route.via ?? packet.destination;
  if (!address(walk, netns, packet, bridge, nextHop))
    return unreachable(walk, netns, packet, bridge, nextHop);
  packet.sourceMac = sender;
  return true;
}

/** From port to port, through FORWARD and POSTROUTING where bridged packets are filtered. */
function bridgeForward(
  walk: Walk,
  netns: Netns,
  bridge: Bridge,
  from: Link,
  packet: Packet,
  filters: boolean,
): boolean {
  const known = bridge.fdb.get(packet.destinationMac);
  const port = known ? linkOf(walk.kernel, known.port) : findPort(walk.kernel, bridge, packet, from);
  noteBridging(walk, bridge, from, packet, known ? known.port : 'flood');
  if (port === undefined) return loseUnclaimed(walk, bridge, packet);
  if (port.id === from.id && from.hairpin !== true)
    return lose(walk, netns.id, packet, { kind: 'martian', netns: netns.id, why: NO_HAIRPIN });
  walk.physOut = port;
  if (filters && !passHook(walk, netns, packet, 'FORWARD', bridge, bridge)) return false;
  if (packet.size > port.mtu)
    return lose(walk, netns.id, packet, { kind: 'too-big', netns: netns.id, mtu: port.mtu });
  walk.nextHop = packet.destination;
  if (filters && !passHook(walk, netns, packet, 'POSTROUTING', undefined, bridge)) return false;
  walk.physOut = undefined;
  return transmit(walk, port, packet);
}

const NO_HAIRPIN = 'it would leave the bridge by the port it came in by, which has no hairpin mode';

/** A packet that the machine itself sends out of the bridge. */
export function bridgeOutput(walk: Walk, bridge: Bridge, packet: Packet): boolean {
  const known = bridge.fdb.get(packet.destinationMac);
  const port = known ? linkOf(walk.kernel, known.port) : findPort(walk.kernel, bridge, packet, undefined);
  noteBridging(walk, bridge, bridge, packet, known ? known.port : 'flood');
  if (port === undefined || port === bridge) return loseUnclaimed(walk, bridge, packet);
  walk.physIn = undefined;
  return transmit(walk, port, packet);
}

function noteBridging(
  walk: Walk,
  bridge: Bridge,
  from: Link,
  packet: Packet,
  to: number | 'flood' | 'self',
): void {
  walk.recorder?.hop({
    kind: 'bridge',
    netns: bridge.netns,
    packet: headerOf(packet),
    bridge: bridge.id,
    from: from.id,
    to,
  });
}
