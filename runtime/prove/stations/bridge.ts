import type { Link, LinkOf, Netns } from '../../kernel/kernel.ts';
import { linkOf, netnsOf } from '../../kernel/link-registry.ts';
import type { Packet } from '../../kernel/packet.ts';
import { settingsOf } from '../../kernel/settings.ts';
import { findPort } from '../../kernel/walk/find-port.ts';
import type { PacketSet } from '../packet-set.ts';
import { areEqual, lose, type SetWalk, valuesOf } from '../set-walk.ts';
import { passHookSet } from './hook.ts';
import { ipInputSet, routeInputSet } from './ip-input.ts';
import { addressSet, unreachableSet } from './leave.ts';
import { lookupRouteSet } from './route.ts';
import { loseLinkDownSet, loseUnclaimedSet, transmitSet } from './transmit.ts';

type Bridge = LinkOf<'bridge'>;

/** `bridgeInput` for a box of packets. */
export function bridgeInputSet(walk: SetWalk, bridge: Bridge, port: Link, packet: PacketSet): boolean {
  if (!bridge.up) return loseLinkDownSet(walk, bridge);
  const netns = netnsOf(walk.kernel, bridge.netns);
  const filters = packet.vlan === undefined && filtersBridged(walk, netns, packet);
  walk.physIn = port;
  walk.physOut = undefined;
  if (filters && !prerouteBridged(walk, netns, bridge, packet)) return false;
  if (isOwn(bridge, packet))
    return filters ? routeInputSet(walk, netns, bridge, packet) : ipInputSet(walk, bridge, packet);
  return bridgeForward(walk, netns, bridge, port, packet, filters);
}

function filtersBridged(walk: SetWalk, netns: Netns, packet: PacketSet): boolean {
  const settings = settingsOf(walk.kernel, netns);
  const v4 = typeof valuesOf(walk, packet.destination)[0] === 'number';
  return v4 ? settings.bridgedIpv4 : settings.bridgedIpv6;
}

function isOwn(bridge: Bridge, packet: PacketSet): boolean {
  if (packet.destinationMac === bridge.mac) return true;
  const entry = bridge.fdb.get(packet.destinationMac);
  return entry?.permanent === true && entry.port === bridge.id;
}

function prerouteBridged(walk: SetWalk, netns: Netns, bridge: Bridge, packet: PacketSet): boolean {
  const { destination } = packet;
  if (!passHookSet(walk, netns, packet, 'PREROUTING', bridge, undefined)) return false;
  if (areEqual(walk, packet.destination, destination)) return true;
  const route = lookupRouteSet(walk, netns, packet.destination);
  if (route?.link !== bridge.id) {
    packet.destinationMac = bridge.mac;
    return true;
  }
  const sender = packet.sourceMac;
  const nextHop = route.via ?? packet.destination;
  if (!addressSet(walk, netns, packet, bridge, nextHop))
    return unreachableSet(walk, netns, packet, bridge, nextHop);
  packet.sourceMac = sender;
  return true;
}

/**
 * The port that the frame leaves by: where its owner is, or where the bridge heard of it. It has always heard of whom
 * it asked for, and of the sender, be they behind the port that the frame came in by.
 */
function portFor(walk: SetWalk, bridge: Bridge, packet: PacketSet, from: Link | undefined): Link | undefined {
  const known = bridge.fdb.get(packet.destinationMac);
  if (known?.permanent) return linkOf(walk.kernel, known.port);
  const frame = { destinationMac: packet.destinationMac } as Packet;
  const found = findPort(walk.kernel, bridge, frame, from);
  const heard = known && walk.kernel.links.get(known.port);
  return found ?? heard ?? findPort(walk.kernel, bridge, frame, undefined);
}

function bridgeForward(
  walk: SetWalk,
  netns: Netns,
  bridge: Bridge,
  from: Link,
  packet: PacketSet,
  filters: boolean,
): boolean {
  const port = portFor(walk, bridge, packet, from);
  if (port === undefined) return loseUnclaimedSet(walk, bridge, packet);
  if (port.id === from.id && from.hairpin !== true)
    return lose(walk, { kind: 'martian', netns: netns.id, why: NO_HAIRPIN });
  walk.physOut = port;
  if (filters && !passHookSet(walk, netns, packet, 'FORWARD', bridge, bridge)) return false;
  if (packet.size > port.mtu) return lose(walk, { kind: 'too-big', netns: netns.id, mtu: port.mtu });
  walk.nextHop = packet.destination;
  if (filters && !passHookSet(walk, netns, packet, 'POSTROUTING', undefined, bridge)) return false;
  walk.physOut = undefined;
  return transmitSet(walk, port, packet);
}

const NO_HAIRPIN = 'it would leave the bridge by the port it came in by, which has no hairpin mode';

/** `bridgeOutput` for a box of packets. */
export function bridgeOutputSet(walk: SetWalk, bridge: Bridge, packet: PacketSet): boolean {
  const port = portFor(walk, bridge, packet, undefined);
  if (port === undefined || port === bridge) return loseUnclaimedSet(walk, bridge, packet);
  walk.physIn = undefined;
  return transmitSet(walk, port, packet);
}
