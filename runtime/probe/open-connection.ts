import type { Tuple } from '../kernel/conntrack/connection.ts';
import { findConnection, removeConnection } from '../kernel/conntrack/table.ts';
import type { Kernel, Netns, NetnsId, Service, SocketId } from '../kernel/kernel.ts';
import { netnsOf } from '../kernel/link-registry.ts';
import { type Packet, PROTOCOL } from '../kernel/packet.ts';
import { allocateEphemeralPort, socketById } from '../kernel/sockets.ts';
import type { Cause, Recorder } from '../kernel/trace.ts';
import { beginWalk, type Client, headerOf, type Walk } from '../kernel/walk/walk.ts';
import type { World } from '../world.ts';
import { answerText } from './answer-text.ts';
import {
  concerns,
  type Envelope,
  forgetConnections,
  mtuTowards,
  ownQuestion,
  type ProbeRequest,
  post,
  sourceFor,
} from './exchange.ts';
import { failureOf } from './failure.ts';
import type { Outcome, ServerAnswer } from './outcome.ts';

export interface TcpRequest extends ProbeRequest {
  readonly port: number;
  /** Bytes of the largest packet that the two want to exchange: what a path's MTU is held against. */
  readonly size?: number;
  readonly recorder?: Recorder;
}

/** The accepting side of a connection, in its own words. */
interface Server {
  readonly netns: NetnsId;
  readonly socket: SocketId;
  readonly ip: Client['ip'];
  readonly port: number;
  readonly peer: Client['ip'];
  readonly peerPort: number;
}

/** An established TCP connection as plain data: it lives as long as the world carries its packets. */
export interface OpenConnection {
  readonly client: Client;
  readonly server: Server;
  /** The entries that it has in the tables of namespaces on its way. */
  readonly entries: readonly { readonly netns: NetnsId; readonly tuple: Tuple }[];
  /** Behind a proxy: the proxy's own connection. */
  readonly backend?: OpenConnection;
}

export interface Opened {
  readonly outcome: Outcome;
  readonly connection?: OpenConnection;
}

/** Only the kernel of a world is needed to probe it. */
export type Wires = Pick<World, 'kernel'>;

/** Proxies behind proxies, before somebody gives up. */
const MAX_PROXIES = 8;

/** Connects, reads the server's answer, and leaves the connection open where it came to be. */
export function openConnection({ kernel }: Wires, request: TcpRequest): Opened {
  const walk = beginWalk(kernel, netnsOf(kernel, request.netns), request.recorder);
  return open(walk, request, 0);
}

function open(walk: Walk, request: TcpRequest, depth: number): Opened {
  const client = clientFor(walk.kernel, request);
  walk.clients.push(client);
  const mine = walk.confirmed.splice(0);
  const { outcome, server, backend } = converse(walk, request, client, depth);
  walk.clients.pop();
  const entries = walk.confirmed.map(({ netns, connection }) => ({
    netns: netns.id,
    tuple: connection.original,
  }));
  if (server === undefined || outcome.kind === 'closed') forgetConnections(walk);
  walk.confirmed.splice(0, walk.confirmed.length, ...mine);
  if (server === undefined || outcome.kind === 'closed') return { outcome };
  return { outcome, connection: { client, server, entries, ...(backend && { backend }) } };
}

function clientFor(kernel: Kernel, request: TcpRequest): Client {
  return {
    netns: request.netns,
    protocol: PROTOCOL.tcp,
    ip: sourceFor(kernel, request),
    port: request.bind?.port ?? allocateEphemeralPort(kernel, request.netns, 'tcp'),
    peer: request.to,
    peerPort: request.port,
  };
}

interface Conversation {
  readonly outcome: Outcome;
  readonly server?: Server;
  readonly backend?: OpenConnection;
}

/** SYN, SYN-ACK, the client's data, the server's answer: each a packet of its own that may be lost. */
function converse(walk: Walk, request: TcpRequest, client: Client, depth: number): Conversation {
  const syn = post(walk, netnsOf(walk.kernel, client.netns), segment(client, 'syn', 60, request.ttl));
  if (syn.kind === 'lost') return { outcome: failureOf(walk, client, syn, true) };
  if (walk.socket === undefined)
    return { outcome: { kind: 'timeout', cause: ownQuestion(client, syn.packet) } };
  const server = serverAt(walk, syn.packet);
  const synAck = post(walk, netnsOf(walk.kernel, server.netns), answerOf(server, 'syn-ack', 60));
  if (synAck.kind === 'lost') return { outcome: { kind: 'timeout', cause: synAck.cause } };
  const lost = exchangeData(walk, client, server, request.size ?? 100);
  if (lost !== undefined) return { outcome: { kind: 'timeout', cause: lost } };
  return serve(walk, client, server, depth);
}

function serverAt(walk: Walk, syn: Packet): Server {
  return {
    netns: walk.deliveredAt,
    socket: walk.socket!.id,
    ip: syn.destination,
    port: syn.destinationPort,
    peer: syn.source,
    peerPort: syn.sourcePort,
  };
}

const segment = (client: Client, kind: 'syn' | 'data', size: number, ttl?: number): Envelope => ({
  source: client.ip,
  destination: client.peer,
  protocol: PROTOCOL.tcp,
  sourcePort: client.port,
  destinationPort: client.peerPort,
  kind: { kind },
  size,
  df: true,
  ...(ttl !== undefined && { ttl }),
});

const answerOf = (server: Server, kind: 'syn-ack' | 'data', size: number): Envelope => ({
  source: server.ip,
  destination: server.peer,
  protocol: PROTOCOL.tcp,
  sourcePort: server.port,
  destinationPort: server.peerPort,
  kind: { kind },
  size,
  df: true,
});

/** Data both ways, in packets no larger than either end's link takes (MSS); why it was lost, if it was. */
function exchangeData(walk: Walk, client: Client, server: Server, size: number): Cause | undefined {
  const { kernel } = walk;
  const [here, there] = [netnsOf(kernel, client.netns), netnsOf(kernel, server.netns)];
  const mss = Math.min(size, mtuTowards(kernel, here, client.peer), mtuTowards(kernel, there, server.peer));
  return (
    carry(walk, here, mss, (bytes) => segment(client, 'data', bytes)) ??
    carry(walk, there, mss, (bytes) => answerOf(server, 'data', bytes))
  );
}

/** One packet with data; where a router says that it is too big, a smaller one (path MTU discovery). */
function carry(
  walk: Walk,
  netns: Netns,
  size: number,
  envelope: (bytes: number) => Envelope,
): Cause | undefined {
  for (let bytes = size; ; ) {
    const fate = post(walk, netns, envelope(bytes));
    if (fate.kind === 'arrived') return undefined;
    const mtu = fate.told?.kind.kind === 'icmp-error' ? fate.told.kind.mtu : undefined;
    if (mtu === undefined || mtu >= bytes || walk.deliveredAt !== netns.id) return fate.cause;
    bytes = mtu;
  }
}

/** The program behind the socket: it answers by itself, or asks its backend first. */
function serve(walk: Walk, client: Client, server: Server, depth: number): Conversation {
  const { service, process } = socketById(walk.kernel, server.netns, server.socket)!;
  const [peer, local] = [
    { ip: server.peer, port: server.peerPort },
    { ip: server.ip, port: server.port },
  ];
  if (service.kind === 'proxy') return passOn(walk, client, server, service, depth);
  const text = answerText(service, peer, local);
  noteApplication(walk, server, process.name, text === undefined ? 'accepts and says nothing' : 'answers');
  const answer = { ...silentAnswer(walk, client, server), text: text ?? '' };
  return { outcome: { kind: 'delivered', answer }, server };
}

/** What a client learns from a connection on which nothing is said. */
function silentAnswer(walk: Walk, client: Client, server: Server): ServerAnswer {
  return {
    server: netnsOf(walk.kernel, server.netns).label,
    peer: { ip: server.peer, port: server.peerPort },
    local: { ip: server.ip, port: server.port },
    text: '',
    from: client.peer,
    at: { netns: server.netns, socket: server.socket },
  };
}

/** docker-proxy has accepted already: it closes where its own connection is refused, and waits where that hangs. */
function passOn(
  walk: Walk,
  client: Client,
  server: Server,
  { to, port }: Extract<Service, { kind: 'proxy' }>,
  depth: number,
): Conversation {
  if (depth >= MAX_PROXIES) return { outcome: { kind: 'closed', cause: { kind: 'hop-limit' } }, server };
  const socket = socketById(walk.kernel, server.netns, server.socket)!;
  noteApplication(walk, server, socket.process.name, 'opens a connection of its own');
  const behind = open(walk, { netns: server.netns, to, port }, depth + 1);
  const { outcome, connection } = behind;
  if (outcome.kind === 'delivered')
    return {
      outcome: { kind: 'delivered', answer: { ...outcome.answer, from: client.peer } },
      server,
      ...(connection && { backend: connection }),
    };
  if (outcome.kind === 'timeout') {
    const answer = { ...silentAnswer(walk, client, server), silence: outcome.cause };
    return { outcome: { kind: 'delivered', answer }, server };
  }
  const cause = 'cause' in outcome ? outcome.cause : undefined;
  return { outcome: { kind: 'closed', ...(cause && { cause }) }, server };
}

function noteApplication(walk: Walk, server: Server, process: string, does: string): void {
  if (walk.recorder === undefined) return;
  const packet = walk.arrived;
  if (packet === undefined) return;
  walk.recorder.hop({ kind: 'application', netns: server.netns, packet: headerOf(packet), process, does });
}

/** What has become of an open connection. */
export type ConnectionState =
  | { readonly kind: 'alive' }
  /** The other side says that it knows of no such connection. */
  | { readonly kind: 'closed'; readonly cause: Cause }
  /** Nobody answers any more: the data is sent again and again. */
  | { readonly kind: 'hanging'; readonly cause: Cause };

/** Sends data over an open connection and waits for the answer. */
export function pollConnection(
  { kernel }: Wires,
  connection: OpenConnection,
  recorder?: Recorder,
): ConnectionState {
  const { client, server, backend } = connection;
  const here = kernel.namespaces.get(client.netns);
  const gone = { kind: 'no-listener', netns: server.netns, port: server.port } as const;
  if (here === undefined) return { kind: 'closed', cause: gone };
  const walk = beginWalk(kernel, here, recorder);
  walk.clients.push(client);
  const asked = post(walk, here, segment(client, 'data', 100));
  if (asked.kind === 'lost') return lostState(walk, client, asked.cause, asked.told);
  const there = kernel.namespaces.get(server.netns);
  const same = walk.deliveredAt === server.netns && walk.socket?.id === server.socket;
  if (!same || there === undefined) return { kind: 'closed', cause: gone };
  const answered = post(walk, there, answerOf(server, 'data', 100));
  if (answered.kind === 'lost') return { kind: 'hanging', cause: answered.cause };
  return backend === undefined ? { kind: 'alive' } : pollConnection({ kernel }, backend, recorder);
}

function lostState(walk: Walk, client: Client, cause: Cause, told: Packet | undefined): ConnectionState {
  const reset = told?.kind.kind === 'rst' && concerns(walk, client, told);
  return { kind: reset ? 'closed' : 'hanging', cause };
}

/** Closes a connection: the tables forget it. */
export function closeConnection({ kernel }: Wires, connection: OpenConnection): void {
  if (connection.backend) closeConnection({ kernel }, connection.backend);
  for (const { netns: id, tuple } of connection.entries) {
    const netns = kernel.namespaces.get(id);
    const entry = netns && findConnection(netns, tuple);
    if (netns && entry) removeConnection(netns, entry);
  }
}
