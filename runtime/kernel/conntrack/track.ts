import type { Netns } from '../kernel.ts';
import type { RuleContext } from '../netfilter/rule-context.ts';
import type { Packet } from '../packet.ts';
import type { Connection } from './connection.ts';
import { findConnection, removeConnection, reversed, sameTuple } from './table.ts';

/**
 * Finds the connection that a packet belongs to, or begins one (nf_conntrack_in): sets `connection`, `isReply` and
 * `state` of the context. A packet that carries its connection already keeps it.
 */
export function track(context: RuleContext, netns: Netns, packet: Packet): void {
  if (context.state === 'UNTRACKED' || context.connection !== undefined) return;
  if (packet.kind.kind === 'icmp-error') trackError(context, netns, packet.kind.about);
  else trackFlow(context, netns, packet);
}

function trackFlow(context: RuleContext, netns: Netns, packet: Packet): void {
  let connection = findConnection(netns, packet);
  if (connection?.state === 'closing' && packet.kind.kind === 'syn') {
    removeConnection(netns, connection);
    connection = undefined;
  }
  if (connection === undefined) {
    context.connection = beginsConnection(packet) ? newConnection(packet) : undefined;
    context.isReply = false;
    context.state = context.connection === undefined ? 'INVALID' : 'NEW';
    return;
  }
  context.connection = connection;
  context.isReply = !sameTuple(connection.original, packet);
  if (context.isReply && connection.state === 'new') connection.state = 'established';
  if (packet.kind.kind === 'rst' || packet.kind.kind === 'fin') connection.state = 'closing';
  context.state = connection.state === 'new' ? 'NEW' : 'ESTABLISHED';
}

/** An answer without its question is invalid; TCP data is picked up midway (nf_conntrack_tcp_loose = 1). */
function beginsConnection(packet: Packet): boolean {
  switch (packet.kind.kind) {
    case 'syn-ack':
    case 'rst':
    case 'echo-reply':
      return false;
    default:
      return true;
  }
}

function newConnection(packet: Packet): Connection {
  const { protocol, source, destination, sourcePort, destinationPort } = packet;
  const original = { protocol, source, destination, sourcePort, destinationPort };
  return {
    original,
    reply: reversed(original),
    state: 'new',
    mark: 0,
    sourceNatDone: false,
    destinationNatDone: false,
  };
}

/** An ICMP error belongs to the connection of the packet that it is about, and goes the other way. */
function trackError(context: RuleContext, netns: Netns, about: Packet): void {
  const answer = reversed(about);
  const connection = findConnection(netns, answer);
  context.connection = connection;
  context.isReply = connection !== undefined && !sameTuple(connection.original, answer);
  context.state = connection === undefined ? 'INVALID' : 'RELATED';
}
