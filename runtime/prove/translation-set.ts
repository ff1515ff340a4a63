import { isEcho } from '../kernel/conntrack/table.ts';
import type { Manipulation } from '../kernel/conntrack/translation.ts';
import { natOfSet } from './connection-set.ts';
import type { ConnectionSet, PacketSet } from './packet-set.ts';
import type { SetWalk } from './set-walk.ts';

/** `translate` for a box of packets. */
export function translateSet(
  packet: PacketSet,
  { original, reply }: ConnectionSet,
  isReply: boolean,
  manipulation: Manipulation,
): void {
  const echo = isEcho(packet.protocol);
  if (manipulation === 'source') {
    packet.source = isReply ? original.destination : reply.destination;
    if (!echo) packet.sourcePort = isReply ? original.destinationPort : reply.destinationPort;
    else if (!isReply) packet.sourcePort = reply.sourcePort;
  } else {
    packet.destination = isReply ? original.source : reply.source;
    if (!echo) packet.destinationPort = isReply ? original.sourcePort : reply.sourcePort;
    else if (isReply) packet.sourcePort = original.sourcePort;
  }
}

/** `translateError` for a box of packets. */
export function translateErrorSet(
  walk: SetWalk,
  packet: PacketSet,
  about: PacketSet,
  connection: ConnectionSet,
  isReply: boolean,
  manipulation: Manipulation,
): void {
  const { original, reply } = connection;
  const undone: Manipulation = isReply
    ? manipulation === 'source'
      ? 'destination'
      : 'source'
    : manipulation;
  if (!natOfSet(walk, connection, undone)) return;
  if (manipulation === 'destination') {
    const { source, sourcePort } = isReply ? original : reply;
    packet.destination = source;
    about.source = source;
    about.sourcePort = sourcePort;
  } else {
    const { destination, destinationPort } = isReply ? original : reply;
    packet.source = destination;
    about.destination = destination;
    about.destinationPort = destinationPort;
  }
}
