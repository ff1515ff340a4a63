import type { Ip } from '../../address/ip.ts';
import type { Kernel, Netns, NetnsId } from '../kernel.ts';
import { netnsOf } from '../link-registry.ts';
import { PROTOCOL } from '../packet.ts';
import type { Connection, Tuple } from './connection.ts';

const fold = (ip: Ip): number =>
  typeof ip === 'number' ? ip | 0 : Number(BigInt.asIntN(32, ip ^ (ip >> 32n) ^ (ip >> 64n) ^ (ip >> 96n)));

/** Where a tuple is filed: a hash of 30 bits, so that it stays a small integer. */
export function hashOf(tuple: Tuple): number {
  let h = Math.imul(fold(tuple.source), 0x9e3779b1);
  h = Math.imul(h ^ fold(tuple.destination) ^ (h >>> 15), 0x85ebca6b);
  h = Math.imul(h ^ ((tuple.sourcePort << 16) | tuple.destinationPort) ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16) ^ tuple.protocol) & 0x3fffffff;
}

export const sameTuple = (a: Tuple, b: Tuple): boolean =>
  a.sourcePort === b.sourcePort &&
  a.destinationPort === b.destinationPort &&
  a.source === b.source &&
  a.destination === b.destination &&
  a.protocol === b.protocol;

/** Echoes of both families: their identifier stands for the ports, on the asker's side. */
export const isEcho = (protocol: number): boolean =>
  protocol === PROTOCOL.icmp || protocol === PROTOCOL.icmpv6;

/** The tuple of the answer to it; an echo keeps its identifier in place. */
export const reversed = (tuple: Tuple): Tuple => {
  const echo = isEcho(tuple.protocol);
  return {
    protocol: tuple.protocol,
    source: tuple.destination,
    destination: tuple.source,
    sourcePort: echo ? tuple.sourcePort : tuple.destinationPort,
    destinationPort: echo ? tuple.destinationPort : tuple.sourcePort,
  };
};

/** The connection that has this tuple in either direction. */
export function findConnection(netns: Netns, tuple: Tuple): Connection | undefined {
  const bucket = netns.conntrack.get(hashOf(tuple));
  if (bucket === undefined) return undefined;
  for (const connection of bucket)
    if (sameTuple(connection.original, tuple) || sameTuple(connection.reply, tuple)) return connection;
  return undefined;
}

/** Writes a connection into the table, under both its tuples. */
export function confirmConnection(netns: Netns, connection: Connection): void {
  connection.confirmed = true;
  file(netns, hashOf(connection.original), connection);
  file(netns, hashOf(connection.reply), connection);
}

function file(netns: Netns, hash: number, connection: Connection): void {
  const bucket = netns.conntrack.get(hash);
  if (bucket === undefined) netns.conntrack.set(hash, [connection]);
  else if (!bucket.includes(connection)) bucket.push(connection);
}

export function removeConnection(netns: Netns, connection: Connection): void {
  connection.confirmed = false;
  unfile(netns, hashOf(connection.original), connection);
  unfile(netns, hashOf(connection.reply), connection);
}

function unfile(netns: Netns, hash: number, connection: Connection): void {
  const bucket = netns.conntrack.get(hash);
  if (bucket === undefined) return;
  const at = bucket.indexOf(connection);
  if (at < 0) return;
  if (bucket.length === 1) netns.conntrack.delete(hash);
  else bucket.splice(at, 1);
}

/** The connections of a namespace, each once, in the order of their making. */
export function connectionsOf(kernel: Kernel, netns: NetnsId): readonly Connection[] {
  return [...new Set([...netnsOf(kernel, netns).conntrack.values()].flat())];
}

/** `conntrack -D`: removes what fits and says how many. */
export function flushConnections(
  kernel: Kernel,
  netnsId: NetnsId,
  test: (connection: Connection) => boolean = () => true,
): number {
  const netns = netnsOf(kernel, netnsId);
  const gone = connectionsOf(kernel, netnsId).filter(test);
  for (const connection of gone) removeConnection(netns, connection);
  return gone.length;
}
