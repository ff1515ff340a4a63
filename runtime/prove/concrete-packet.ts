import type { Ip } from '../address/ip.ts';
import type { NetnsId } from '../kernel/kernel.ts';
import { PROTOCOL } from '../kernel/packet.ts';
import type { Hop, Recorder } from '../kernel/trace.ts';
import { connectTcp } from '../probe/connect-tcp.ts';
import type { Wires } from '../probe/open-connection.ts';
import { openInternet } from '../probe/open-internet.ts';
import type { Outcome } from '../probe/outcome.ts';
import { ping } from '../probe/ping.ts';
import { sendDatagram } from '../probe/send-datagram.ts';
import type { Piece } from './explore.ts';
import { countOf, has, pairsOf, type Value, type ValueSet } from './value-set.ts';

/** One packet of a piece: what a program binds and whom it asks. */
export interface ConcretePacket {
  readonly protocol: number;
  /** None where the route chooses. */
  readonly source?: Ip;
  readonly destination: Ip;
  readonly sourcePort: number;
  readonly destinationPort: number;
}

/** The value that stands at a place of a set. */
function valueAt(set: ValueSet, at: bigint): Value {
  let left = at;
  for (const [first, last] of pairsOf(set)) {
    const size = BigInt(last) - BigInt(first) + 1n;
    if (left < size) return typeof first === 'bigint' ? first + left : first + Number(left);
    left -= size;
  }
  throw new Error('no such place in the set');
}

/** An unprivileged client's port where the piece has one: what a program would really use. */
const LIKELY_PORT = 40_000;

/** A packet of the piece; `draw` says which value of how many each field takes, and without it a likely one is made. */
export function packetOfPiece(
  { protocol, box }: Piece,
  bound: boolean,
  draw?: (count: bigint) => bigint,
): ConcretePacket {
  const pick = (set: ValueSet): Value => valueAt(set, draw === undefined ? 0n : draw(countOf(set)));
  const [source, destination, sourcePort, destinationPort] = box;
  const likely = draw === undefined && has(sourcePort!, LIKELY_PORT);
  return {
    protocol,
    ...(bound && { source: pick(source!) }),
    destination: pick(destination!),
    sourcePort: likely ? LIKELY_PORT : Number(pick(sourcePort!)),
    destinationPort: Number(pick(destinationPort!)),
  };
}

/** Sends the packet in the concrete engine, which holds the whole conversation that it begins. */
export function sendConcrete(
  world: Wires,
  from: NetnsId,
  packet: ConcretePacket,
): { readonly outcome: Outcome; readonly hops: readonly Hop[] } {
  const hops: Hop[] = [];
  const recorder: Recorder = { hop: (hop) => hops.push(hop) };
  return { outcome: probeConcrete(world, from, packet, recorder), hops };
}

/** The same without its hops. */
export function probeConcrete(
  { kernel }: Wires,
  from: NetnsId,
  { protocol, source, destination, sourcePort, destinationPort }: ConcretePacket,
  recorder?: Recorder,
): Outcome {
  const bind = { port: sourcePort, ...(source !== undefined && { ip: source }) };
  if (protocol === PROTOCOL.tcp || protocol === PROTOCOL.udp)
    openInternet(kernel, destination, destinationPort, protocol === PROTOCOL.tcp ? 'tcp' : 'udp');
  const request = { netns: from, to: destination, bind, ...(recorder && { recorder }) };
  if (protocol === PROTOCOL.tcp) return connectTcp({ kernel }, { ...request, port: destinationPort });
  if (protocol === PROTOCOL.udp) return sendDatagram({ kernel }, { ...request, port: destinationPort });
  return ping({ kernel }, request);
}
