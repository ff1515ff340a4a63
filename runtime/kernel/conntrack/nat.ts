import type { Ip } from '../../address/ip.ts';
import type { Link, Netns } from '../kernel.ts';
import type { PortRange, Target } from '../netfilter/rule.ts';
import type { RuleContext } from '../netfilter/rule-context.ts';
import type { Packet } from '../packet.ts';
import { primaryAddress, selectAddress } from '../source-address.ts';
import type { Connection, Tuple } from './connection.ts';
import { confirmConnection, findConnection, isEcho, removeConnection } from './table.ts';
import type { Manipulation } from './translation.ts';

/** What a nat target asks for: an address, ports, or both. */
interface Wish {
  readonly ip?: Ip | undefined;
  readonly ports?: PortRange | undefined;
}

/** Writes into a new connection what a rule of the nat table wants. False where it cannot be: the packet is lost. */
export function applyNatTarget(
  context: RuleContext,
  packet: Packet,
  connection: Connection,
  target: Target,
  nextHop: Ip,
): boolean {
  switch (target.kind) {
    case 'dnat':
      setDestination(connection, { ip: target.to, ports: target.port });
      return true;
    case 'redirect': {
      const ip = redirectAddress(context, packet);
      if (ip !== undefined) setDestination(connection, { ip, ports: target.port });
      return ip !== undefined;
    }
    case 'snat':
      return setSource(context.netns, connection, { ip: target.to, ports: target.port });
    case 'masquerade': {
      const ip = context.out && selectAddress(context.kernel, context.out, nextHop, packet.destination);
      return ip !== undefined && setSource(context.netns, connection, { ip });
    }
    default:
      return true;
  }
}

/** No rule asked for a source: it stays, but the answers must remain distinguishable (nf_nat_alloc_null_binding). */
export function keepSource(netns: Netns, connection: Connection): boolean {
  const holder = findConnection(netns, connection.reply);
  return holder === undefined || holder === connection || setSource(netns, connection, {});
}

/** REDIRECT sends to the machine itself: where the packet came in, or to loopback where it was made. */
function redirectAddress(context: RuleContext, packet: Packet): Ip | undefined {
  const v6 = typeof packet.destination === 'bigint';
  const incoming: Link | undefined = context.in;
  if (incoming === undefined) return v6 ? 1n : 0x7f000001;
  return primaryAddress(incoming, v6 ? 6 : 4);
}

function setDestination(connection: Connection, wish: Wish): void {
  const echo = isEcho(connection.original.protocol);
  const { reply } = connection;
  connection.reply = {
    ...reply,
    source: wish.ip ?? reply.source,
    sourcePort: wish.ports === undefined || echo ? reply.sourcePort : wish.ports.first,
  };
}

/** Gives the connection a source that no other one's answers come back to; keeps the port where that is possible. */
function setSource(netns: Netns, connection: Connection, wish: Wish): boolean {
  const { reply } = connection;
  const ip = wish.ip ?? reply.destination;
  for (const port of candidates(portOf(reply), wish.ports)) {
    const wanted = withSource(reply, ip, port);
    const holder = findConnection(netns, wanted);
    if (holder !== undefined && holder !== connection) continue;
    connection.reply = wanted;
    return true;
  }
  return false;
}

const portOf = (reply: Tuple): number => (isEcho(reply.protocol) ? reply.sourcePort : reply.destinationPort);

const withSource = (reply: Tuple, ip: Ip, port: number): Tuple =>
  isEcho(reply.protocol)
    ? { ...reply, destination: ip, sourcePort: port }
    : { ...reply, destination: ip, destinationPort: port };

/** The port itself if it may be, then the rest of its range from there on (nf_nat_l4proto_unique_tuple). */
export function* candidates(port: number, wish: PortRange | undefined): Generator<number> {
  const { first, last } = wish ?? rangeAround(port);
  const inside = port >= first && port <= last;
  const start = inside ? port : first;
  const size = last - first + 1;
  for (let i = 0; i < size; i++) yield first + ((start - first + i) % size);
}

function rangeAround(port: number): PortRange {
  if (port < 512) return { first: 1, last: 511 };
  return port < 1024 ? { first: 600, last: 1023 } : { first: 1024, last: 65535 };
}

/**
 * IPVS chose the server: the answers come from there. A connection that came over the loopback interface stands in the
 * table already, and must be filed anew under the tuple of its answers.
 */
export function setServer(netns: Netns, connection: Connection, server: Ip): void {
  const filed = connection.confirmed === true;
  if (filed) removeConnection(netns, connection);
  setDestination(connection, { ip: server });
  if (filed) confirmConnection(netns, connection);
  connection.ipvs = true;
  connection.destinationNatDone = true;
}

/** Which of the two flags says that the nat table was asked. */
export const isNatDone = (connection: Connection, manipulation: Manipulation): boolean =>
  manipulation === 'source' ? connection.sourceNatDone : connection.destinationNatDone;

export function markNatDone(connection: Connection, manipulation: Manipulation): void {
  if (manipulation === 'source') connection.sourceNatDone = true;
  else connection.destinationNatDone = true;
}
