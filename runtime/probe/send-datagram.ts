import type { Service } from '../kernel/kernel.ts';
import { netnsOf } from '../kernel/link-registry.ts';
import { type Packet, PROTOCOL } from '../kernel/packet.ts';
import { allocateEphemeralPort, socketById } from '../kernel/sockets.ts';
import type { Cause, Recorder } from '../kernel/trace.ts';
import { beginWalk, type Client, headerOf, type Walk } from '../kernel/walk/walk.ts';
import { answerText } from './answer-text.ts';
import {
  type Envelope,
  forgetConnections,
  mtuTowards,
  ownQuestion,
  type ProbeRequest,
  post,
  sourceFor,
} from './exchange.ts';
import { failureOf } from './failure.ts';
import type { Wires } from './open-connection.ts';
import type { Outcome, ServerAnswer } from './outcome.ts';

export interface DatagramRequest extends ProbeRequest {
  readonly port: number;
  /** Layer-3 bytes of the question. */
  readonly size?: number;
  readonly recorder?: Recorder;
  /** What a traceroute wants: errors that a plain UDP socket does not hear of. */
  readonly hearsAllErrors?: boolean;
}

/** Proxies behind proxies, before somebody gives up. */
const MAX_PROXIES = 8;

/** Sends a UDP datagram from a connected socket and waits for the answer, which must come from the address asked. */
export function sendDatagram({ kernel }: Wires, request: DatagramRequest): Outcome {
  const walk = beginWalk(kernel, netnsOf(kernel, request.netns), request.recorder);
  const outcome = ask(walk, request, 0);
  forgetConnections(walk);
  return outcome;
}

function ask(walk: Walk, request: DatagramRequest, depth: number): Outcome {
  const { kernel } = walk;
  const netns = netnsOf(kernel, request.netns);
  const client: Client = {
    netns: netns.id,
    protocol: PROTOCOL.udp,
    ip: sourceFor(kernel, request),
    port: request.bind?.port ?? allocateEphemeralPort(kernel, netns.id, 'udp'),
    peer: request.to,
    peerPort: request.port,
  };
  walk.clients.push(client);
  const size = request.size ?? 60;
  const fits = size <= mtuTowards(kernel, netns, request.to);
  const fate = post(walk, netns, { ...question(client, size, request.ttl), df: fits });
  const outcome =
    fate.kind === 'lost'
      ? failureOf(walk, client, fate, request.hearsAllErrors === true)
      : walk.socket === undefined
        ? { kind: 'timeout' as const, cause: ownQuestion(client, fate.packet) }
        : serve(walk, client, fate.packet, depth);
  walk.clients.pop();
  return outcome;
}

const question = (client: Client, size: number, ttl: number | undefined): Envelope => ({
  source: client.ip,
  destination: client.peer,
  protocol: PROTOCOL.udp,
  sourcePort: client.port,
  destinationPort: client.peerPort,
  kind: { kind: 'datagram' },
  size,
  df: true,
  ...(ttl !== undefined && { ttl }),
});

/** The program that got the datagram: it answers by itself, or asks its backend first. */
function serve(walk: Walk, client: Client, packet: Packet, depth: number): Outcome {
  const { kernel } = walk;
  const netns = netnsOf(kernel, walk.deliveredAt);
  const socket = socketById(kernel, netns.id, walk.socket!.id)!;
  const peer = { ip: packet.source, port: packet.sourcePort };
  const local = { ip: packet.destination, port: packet.destinationPort };
  const does = socket.service.kind === 'proxy' ? 'asks in its own name' : 'answers';
  const process = socket.process.name;
  walk.recorder?.hop({ kind: 'application', netns: netns.id, packet: headerOf(packet), process, does });
  const answer =
    socket.service.kind === 'proxy'
      ? passOn(walk, socket.service, netns.id, depth)
      : ownAnswer(answerText(socket.service, peer, local), netns.id, local.port);
  if ('kind' in answer) return { kind: 'timeout', cause: answer };
  const source = socket.repliesFrom === 'route' ? unbound(socket.address, local.ip) : local.ip;
  const fate = post(walk, netns, {
    source,
    destination: peer.ip,
    protocol: PROTOCOL.udp,
    sourcePort: local.port,
    destinationPort: peer.port,
    kind: { kind: 'datagram' },
    size: 100,
    df: false,
  });
  if (fate.kind === 'lost') return { kind: 'timeout', cause: fate.cause };
  const at = { netns: netns.id, socket: socket.id };
  const own = { server: netns.label, peer, local, at };
  return { kind: 'delivered', answer: { ...own, ...answer, from: client.peer } };
}

/** A wildcard socket without IP_PKTINFO lets the route choose the source of its answer. */
const unbound = (address: string | number | bigint, asked: number | bigint): number | bigint =>
  typeof address !== 'string' ? address : typeof asked === 'number' ? 0 : 0n;

type Answer = Pick<ServerAnswer, 'text'> | Omit<ServerAnswer, 'from'>;

/** A program that says nothing is, to a client, as good as none. */
const ownAnswer = (text: string | undefined, netns: number, port: number): Answer | Cause =>
  text === undefined ? { kind: 'no-listener', netns, port } : { text };

function passOn(
  walk: Walk,
  { to, port }: Extract<Service, { kind: 'proxy' }>,
  netns: number,
  depth: number,
): Answer | Cause {
  if (depth >= MAX_PROXIES) return { kind: 'hop-limit' };
  const outcome = ask(walk, { netns, to, port }, depth + 1);
  if (outcome.kind === 'delivered') return outcome.answer;
  return ('cause' in outcome && outcome.cause) || { kind: 'no-listener', netns, port };
}
