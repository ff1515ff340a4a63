import type { Connection } from '../kernel/conntrack/connection.ts';
import { candidates } from '../kernel/conntrack/nat.ts';
import { connectionsOf, isEcho } from '../kernel/conntrack/table.ts';
import type { Manipulation } from '../kernel/conntrack/translation.ts';
import type { Netns } from '../kernel/kernel.ts';
import type { PortRange, Target } from '../kernel/netfilter/rule.ts';
import { primaryAddress } from '../kernel/source-address.ts';
import { type Field, isVariable } from './field.ts';
import type { ConnectionSet, PacketSet, TupleSet } from './packet-set.ts';
import { areEqual, constantOf, isIn, type SetWalk, sameTuple, valuesOf } from './set-walk.ts';
import { sourceAddressSet } from './source-address-set.ts';
import { between, only } from './value-set.ts';

/** `reversed` for a box of packets. */
export const reversedSet = (tuple: TupleSet): TupleSet => {
  const echo = isEcho(tuple.protocol);
  return {
    protocol: tuple.protocol,
    source: tuple.destination,
    destination: tuple.source,
    sourcePort: echo ? tuple.sourcePort : tuple.destinationPort,
    destinationPort: echo ? tuple.destinationPort : tuple.sourcePort,
  };
};

/** The table of a namespace as this walk finds it: what the world had open, and what the walk itself began. */
export function tableOf(walk: SetWalk, netns: Netns): ConnectionSet[] {
  const known = walk.tables.get(netns.id);
  if (known !== undefined) return known;
  const table =
    netns.conntrack.size === 0
      ? []
      : connectionsOf(walk.kernel, netns.id).map(
          (connection: Connection): ConnectionSet => ({ ...connection }),
        );
  walk.tables.set(netns.id, table);
  return table;
}

const identical = (a: TupleSet, b: TupleSet): boolean =>
  a.protocol === b.protocol &&
  a.source === b.source &&
  a.destination === b.destination &&
  a.sourcePort === b.sourcePort &&
  a.destinationPort === b.destinationPort;

/** The connection that has this tuple in either direction. */
export function findConnectionSet(walk: SetWalk, netns: Netns, tuple: TupleSet): ConnectionSet | undefined {
  const table = tableOf(walk, netns);
  if (table.length === 0) return undefined;
  for (const connection of table)
    if (identical(connection.original, tuple) || identical(connection.reply, tuple)) return connection;
  for (const connection of table)
    if (sameTuple(walk, connection.original, tuple) || sameTuple(walk, connection.reply, tuple))
      return connection;
  return undefined;
}

export function removeConnectionSet(walk: SetWalk, netns: Netns, connection: ConnectionSet): void {
  connection.confirmed = false;
  const table = tableOf(walk, netns);
  const at = table.indexOf(connection);
  if (at >= 0) table.splice(at, 1);
}

export function confirmConnectionSet(walk: SetWalk, netns: Netns, connection: ConnectionSet): void {
  connection.confirmed = true;
  tableOf(walk, netns).push(connection);
}

/** `natOf` for a box of packets, one end of it. */
export function natOfSet(walk: SetWalk, connection: ConnectionSet, manipulation: Manipulation): boolean {
  const { original, reply } = connection;
  const echo = isEcho(original.protocol);
  if (manipulation === 'source')
    return !(
      areEqual(walk, reply.destination, original.source) &&
      areEqual(walk, echo ? reply.sourcePort : reply.destinationPort, original.sourcePort)
    );
  return !(
    areEqual(walk, reply.source, original.destination) &&
    (echo || areEqual(walk, reply.sourcePort, original.destinationPort))
  );
}

/** `track` for a box of packets: finds their connection or begins it. */
export function trackSet(walk: SetWalk, netns: Netns, packet: PacketSet): void {
  if (walk.state === 'UNTRACKED' || walk.connection !== undefined) return;
  if (packet.kind.kind === 'icmp-error') trackError(walk, netns, packet.kind.about);
  else trackFlow(walk, netns, packet);
}

function trackFlow(walk: SetWalk, netns: Netns, packet: PacketSet): void {
  let connection = findConnectionSet(walk, netns, packet);
  if (connection?.state === 'closing' && packet.kind.kind === 'syn') {
    removeConnectionSet(walk, netns, connection);
    connection = undefined;
  }
  if (connection === undefined) {
    walk.connection = beginsConnection(packet) ? newConnection(packet) : undefined;
    walk.isReply = false;
    walk.state = walk.connection === undefined ? 'INVALID' : 'NEW';
    return;
  }
  walk.connection = connection;
  walk.isReply = !sameTuple(walk, connection.original, packet);
  if (walk.isReply && connection.state === 'new') connection.state = 'established';
  if (packet.kind.kind === 'rst' || packet.kind.kind === 'fin') connection.state = 'closing';
  walk.state = connection.state === 'new' ? 'NEW' : 'ESTABLISHED';
}

function beginsConnection(packet: PacketSet): boolean {
  switch (packet.kind.kind) {
    case 'syn-ack':
    case 'rst':
    case 'echo-reply':
      return false;
    default:
      return true;
  }
}

function newConnection(packet: PacketSet): ConnectionSet {
  const { protocol, source, destination, sourcePort, destinationPort } = packet;
  const original = { protocol, source, destination, sourcePort, destinationPort };
  return {
    original,
    reply: reversedSet(original),
    state: 'new',
    mark: 0,
    sourceNatDone: false,
    destinationNatDone: false,
  };
}

function trackError(walk: SetWalk, netns: Netns, about: PacketSet): void {
  const answer = reversedSet(about);
  const connection = findConnectionSet(walk, netns, answer);
  walk.connection = connection;
  walk.isReply = connection !== undefined && !sameTuple(walk, connection.original, answer);
  walk.state = connection === undefined ? 'INVALID' : 'RELATED';
}

/** `applyNatTarget` for a box of packets. */
export function applyNatTargetSet(
  walk: SetWalk,
  packet: PacketSet,
  connection: ConnectionSet,
  target: Target,
): boolean {
  switch (target.kind) {
    case 'dnat':
      setDestination(connection, target.to, target.port);
      return true;
    case 'redirect': {
      const ip = redirectAddress(walk, packet);
      if (ip !== undefined) setDestination(connection, ip, target.port);
      return ip !== undefined;
    }
    case 'snat':
      return setSource(walk, connection, target.to, target.port);
    case 'masquerade': {
      const ip = walk.out && sourceAddressSet(walk, walk.out, walk.nextHop, packet.destination);
      return ip !== undefined && setSource(walk, connection, ip, undefined);
    }
    default:
      return true;
  }
}

export function keepSourceSet(walk: SetWalk, connection: ConnectionSet): boolean {
  const holder = findConnectionSet(walk, walk.netns, connection.reply);
  return holder === undefined || holder === connection || setSource(walk, connection, undefined, undefined);
}

function redirectAddress(walk: SetWalk, packet: PacketSet): Field | undefined {
  const v6 = typeof valuesOf(walk, packet.destination)[0] === 'bigint';
  if (walk.in === undefined) return v6 ? 1n : 0x7f000001;
  return primaryAddress(walk.in, v6 ? 6 : 4);
}

function setDestination(
  connection: ConnectionSet,
  ip: Field | undefined,
  ports: PortRange | undefined,
): void {
  const echo = isEcho(connection.original.protocol);
  const { reply } = connection;
  connection.reply = {
    ...reply,
    source: ip ?? reply.source,
    sourcePort: ports === undefined || echo ? reply.sourcePort : ports.first,
  };
}

/** IPVS chose the server: the answers come from there. */
export function setServerSet(connection: ConnectionSet, server: Field): void {
  setDestination(connection, server, undefined);
  connection.ipvs = true;
  connection.destinationNatDone = true;
}

/** The port stays where the rule's range has it and no other connection holds it; else the next free one. */
function setSource(
  walk: SetWalk,
  connection: ConnectionSet,
  wish: Field | undefined,
  ports: PortRange | undefined,
): boolean {
  const { reply } = connection;
  const echo = isEcho(reply.protocol);
  const ip = wish ?? reply.destination;
  const port = echo ? reply.sourcePort : reply.destinationPort;
  const withPort = (to: Field): TupleSet =>
    echo ? { ...reply, destination: ip, sourcePort: to } : { ...reply, destination: ip, destinationPort: to };
  const isFree = (to: Field): boolean => {
    const holder = findConnectionSet(walk, walk.netns, withPort(to));
    return holder === undefined || holder === connection;
  };
  const take = (to: Field): true => {
    connection.reply = withPort(to);
    return true;
  };
  if ((ports === undefined || isIn(walk, port, between(ports.first, ports.last))) && isFree(port))
    return take(port);
  const value = constantOf(walk, port);
  // Outside of the range, every port ends at the range's first free one.
  const start = value === undefined ? (ports === undefined ? undefined : -1) : Number(value);
  if (start === undefined) return pickEach(walk, port, connection, withPort, isFree);
  for (const candidate of candidates(start, ports)) if (isFree(candidate)) return take(candidate);
  return false;
}

/** The port is taken by somebody: those that want it are told apart one by one. */
function pickEach(
  walk: SetWalk,
  port: Field,
  connection: ConnectionSet,
  withPort: (to: Field) => TupleSet,
  isFree: (to: Field) => boolean,
): boolean {
  const [first] = valuesOf(walk, port);
  if (first === undefined || !isVariable(port)) return false;
  isIn(walk, port, only(first));
  for (const candidate of candidates(Number(first), undefined))
    if (isFree(candidate)) {
      connection.reply = withPort(candidate);
      return true;
    }
  return false;
}
