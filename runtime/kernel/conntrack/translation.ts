import type { Packet } from '../packet.ts';
import type { Connection } from './connection.ts';
import { isEcho } from './table.ts';

/** Which end of a packet is rewritten. */
export type Manipulation = 'source' | 'destination';

/** Whether a connection's addresses were changed: its answer then does not simply mirror the original. */
export function natOf({ original, reply }: Connection): { readonly [m in Manipulation]: boolean } {
  if (isEcho(original.protocol))
    return {
      source: reply.destination !== original.source || reply.sourcePort !== original.sourcePort,
      destination: reply.source !== original.destination,
    };
  return {
    source: reply.destination !== original.source || reply.destinationPort !== original.sourcePort,
    destination: reply.source !== original.destination || reply.sourcePort !== original.destinationPort,
  };
}

/**
 * Rewrites one end of a packet of a connection: in the original direction to what the translation chose, in the
 * answers back to what the asker expects. Where nothing is translated the packet stays as it is.
 */
export function translate(
  packet: Packet,
  { original, reply }: Connection,
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

/**
 * Rewrites an ICMP error and the packet inside it, which went the other way (nf_nat_icmp_reply_translation).
 * `isReply` is the direction of the error.
 */
export function translateError(
  packet: Packet,
  about: Packet,
  connection: Connection,
  isReply: boolean,
  manipulation: Manipulation,
): void {
  const { original, reply } = connection;
  const undone: Manipulation = isReply ? other(manipulation) : manipulation;
  if (!natOf(connection)[undone]) return;
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

const other = (manipulation: Manipulation): Manipulation =>
  manipulation === 'source' ? 'destination' : 'source';
