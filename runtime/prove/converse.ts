import type { Netns, Service, Socket } from '../kernel/kernel.ts';
import { netnsOf } from '../kernel/link-registry.ts';
import { PROTOCOL } from '../kernel/packet.ts';
import { settingsOf } from '../kernel/settings.ts';
import { ephemeralRange } from '../kernel/sockets.ts';
import type { Cause } from '../kernel/trace.ts';
import { type EnvelopeSet, type FateSet, mtuTowardsSet, postSet, sourceForSet } from './exchange-set.ts';
import type { Field } from './field.ts';
import { failureOfSet, type OutcomeSet } from './outcome-set.ts';
import type { PacketSet } from './packet-set.ts';
import { areEqual, type ClientSet, newVariable, type SetWalk, sampleOf, valuesOf } from './set-walk.ts';
import { between, setOf, subtract } from './value-set.ts';

const MAX_PROXIES = 8;

/** What a client says first. `ip` 0 lets the route choose. */
export interface Opening {
  readonly netns: Netns;
  readonly protocol: number;
  readonly ip: Field | 'route';
  readonly port: Field;
  readonly to: Field;
  readonly toPort: Field;
}

/** The whole conversation of a probe over a box of packets, as `connectTcp`, `sendDatagram` and `ping` hold it. */
export function converseSet(walk: SetWalk, opening: Opening): OutcomeSet {
  switch (opening.protocol) {
    case PROTOCOL.tcp:
      return connect(walk, opening, 0);
    case PROTOCOL.udp:
      return askDatagram(walk, opening, 0);
    default:
      return echo(walk, opening);
  }
}

function clientOf(walk: SetWalk, { netns, protocol, ip, port, to, toPort }: Opening): ClientSet {
  const none = typeof valuesOf(walk, to)[0] === 'bigint' ? 0n : 0;
  const own = ip === 'route' ? sourceForSet(walk, netns, to, none) : ip;
  return { netns: netns.id, protocol, ip: own, port, peer: to, peerPort: toPort };
}

/** The opening of a proxy's own connection: from any free port of its machine. */
function openingOf(
  walk: SetWalk,
  netns: Netns,
  protocol: number,
  { to, port }: Extract<Service, { kind: 'proxy' }>,
): Opening {
  const transport = protocol === PROTOCOL.tcp ? 'tcp' : 'udp';
  const taken = [...netns.sockets.values()].filter((socket) => socket.transport === transport);
  const [first, last] = ephemeralRange(walk.kernel, netns.id);
  const free = subtract(
    between(first, last),
    setOf(taken.map((socket) => [socket.port, socket.port] as const)),
  );
  const own = newVariable(walk, "proxy's own port", free);
  return { netns, protocol, ip: 'route', port: own, to, toPort: port };
}

function connect(walk: SetWalk, opening: Opening, depth: number): OutcomeSet {
  const client = clientOf(walk, opening);
  walk.clients.push(client);
  const outcome = converseTcp(walk, client, depth);
  walk.clients.pop();
  return outcome;
}

interface ServerSet {
  readonly netns: Netns;
  readonly socket: Socket;
  readonly ip: Field;
  readonly port: Field;
  readonly peer: Field;
  readonly peerPort: Field;
}

function converseTcp(walk: SetWalk, client: ClientSet, depth: number): OutcomeSet {
  const { kernel } = walk;
  const here = netnsOf(kernel, client.netns);
  const syn = postSet(walk, here, segment(client, 'syn', 60));
  if (syn.kind === 'lost') return failureOfSet(walk, client, syn, true);
  if (walk.socket === undefined) return ownQuestion(walk, client, syn.packet);
  const server = serverAt(walk, syn.packet);
  const synAck = postSet(walk, server.netns, answerOf(server, 'syn-ack', 60));
  if (synAck.kind === 'lost') return { kind: 'timeout', cause: synAck.cause };
  const lost = exchangeData(walk, client, server, 100);
  if (lost !== undefined) return { kind: 'timeout', cause: lost };
  const { service } = server.socket;
  if (service.kind !== 'proxy') return { kind: 'delivered', at: server.netns.id, socket: server.socket };
  if (depth >= MAX_PROXIES) return { kind: 'closed', cause: { kind: 'hop-limit' } };
  const behind = connect(walk, openingOf(walk, server.netns, PROTOCOL.tcp, service), depth + 1);
  if (behind.kind === 'delivered') return behind;
  if (behind.kind === 'timeout')
    return { kind: 'delivered', at: server.netns.id, socket: server.socket, silence: behind.cause };
  return { kind: 'closed', ...(behind.cause && { cause: behind.cause }) };
}

/** A question that came back to the socket that asked it. */
const ownQuestion = (walk: SetWalk, { peer }: ClientSet, { source }: PacketSet): OutcomeSet => ({
  kind: 'timeout',
  cause: {
    kind: 'unexpected-answer',
    from: sampleOf(walk, source),
    expected: sampleOf(walk, peer),
  },
});

const serverAt = (walk: SetWalk, syn: PacketSet): ServerSet => ({
  netns: netnsOf(walk.kernel, walk.deliveredAt),
  socket: walk.socket!,
  ip: syn.destination,
  port: syn.destinationPort,
  peer: syn.source,
  peerPort: syn.sourcePort,
});

const segment = (client: ClientSet, kind: 'syn' | 'data', size: number): EnvelopeSet => ({
  source: client.ip,
  destination: client.peer,
  protocol: PROTOCOL.tcp,
  sourcePort: client.port,
  destinationPort: client.peerPort,
  kind: { kind },
  size,
  df: true,
});

const answerOf = (server: ServerSet, kind: 'syn-ack' | 'data', size: number): EnvelopeSet => ({
  source: server.ip,
  destination: server.peer,
  protocol: PROTOCOL.tcp,
  sourcePort: server.port,
  destinationPort: server.peerPort,
  kind: { kind },
  size,
  df: true,
});

function exchangeData(walk: SetWalk, client: ClientSet, server: ServerSet, size: number): Cause | undefined {
  const here = netnsOf(walk.kernel, client.netns);
  const mss = Math.min(
    size,
    mtuTowardsSet(walk, here, client.peer),
    mtuTowardsSet(walk, server.netns, server.peer),
  );
  return (
    carry(walk, here, mss, (bytes) => segment(client, 'data', bytes)) ??
    carry(walk, server.netns, mss, (bytes) => answerOf(server, 'data', bytes))
  );
}

function carry(
  walk: SetWalk,
  netns: Netns,
  size: number,
  envelope: (bytes: number) => EnvelopeSet,
): Cause | undefined {
  for (let bytes = size; ; ) {
    const fate = postSet(walk, netns, envelope(bytes));
    if (fate.kind === 'arrived') return undefined;
    const mtu = fate.told?.kind.kind === 'icmp-error' ? fate.told.kind.mtu : undefined;
    if (mtu === undefined || mtu >= bytes || walk.deliveredAt !== netns.id) return fate.cause;
    bytes = mtu;
  }
}

function askDatagram(walk: SetWalk, opening: Opening, depth: number): OutcomeSet {
  const { netns } = opening;
  const client = clientOf(walk, opening);
  walk.clients.push(client);
  const size = 60;
  const df = size <= mtuTowardsSet(walk, netns, client.peer);
  const fate = postSet(walk, netns, { ...segment(client, 'syn', size), ...DATAGRAM, df });
  const outcome =
    fate.kind === 'lost' ? failureOfSet(walk, client, fate, false) : serveDatagram(walk, client, fate, depth);
  walk.clients.pop();
  return outcome;
}

const DATAGRAM = { protocol: PROTOCOL.udp, kind: { kind: 'datagram' } } as const;

function serveDatagram(
  walk: SetWalk,
  client: ClientSet,
  { packet }: Extract<FateSet, { kind: 'arrived' }>,
  depth: number,
): OutcomeSet {
  const netns = netnsOf(walk.kernel, walk.deliveredAt);
  const { socket } = walk;
  if (socket === undefined) return ownQuestion(walk, client, packet);
  const { service } = socket;
  const own: OutcomeSet = { kind: 'delivered', at: netns.id, socket };
  const said = service.kind === 'proxy' ? passOn(walk, netns, service, depth) : own;
  if (service.kind === 'silent')
    return {
      kind: 'timeout',
      cause: {
        kind: 'no-listener',
        netns: netns.id,
        port: Number(sampleOf(walk, packet.destinationPort)),
      },
    };
  if (said.kind !== 'delivered') return said;
  const none = typeof valuesOf(walk, packet.destination)[0] === 'bigint' ? 0n : 0;
  const unbound = typeof socket.address === 'string' ? none : socket.address;
  const fate = postSet(walk, netns, {
    source: socket.repliesFrom === 'route' ? unbound : packet.destination,
    destination: packet.source,
    sourcePort: packet.destinationPort,
    destinationPort: packet.sourcePort,
    ...DATAGRAM,
    size: 100,
    df: false,
  });
  return fate.kind === 'lost' ? { kind: 'timeout', cause: fate.cause } : said;
}

/** A datagram that the proxy got no answer for is, to its own client, a silence. */
function passOn(
  walk: SetWalk,
  netns: Netns,
  service: Extract<Service, { kind: 'proxy' }>,
  depth: number,
): OutcomeSet {
  if (depth >= MAX_PROXIES) return { kind: 'timeout', cause: { kind: 'hop-limit' } };
  const outcome = askDatagram(walk, openingOf(walk, netns, PROTOCOL.udp, service), depth + 1);
  if (outcome.kind === 'delivered') return outcome;
  const cause = outcome.cause ?? { kind: 'no-listener', netns: netns.id, port: service.port };
  return { kind: 'timeout', cause };
}

function echo(walk: SetWalk, opening: Opening): OutcomeSet {
  const client = clientOf(walk, opening);
  const v6 = typeof valuesOf(walk, client.peer)[0] === 'bigint';
  const size = 56 + (v6 ? 48 : 28);
  const request: EnvelopeSet = {
    source: client.ip,
    destination: client.peer,
    protocol: client.protocol,
    sourcePort: client.port,
    destinationPort: 0,
    kind: { kind: 'echo-request', sequence: 1 },
    size,
    df: false,
  };
  const asked = postSet(walk, opening.netns, request);
  if (asked.kind === 'lost') return failureOfSet(walk, client, asked, true);
  const netns = netnsOf(walk.kernel, walk.deliveredAt);
  if (!settingsOf(walk.kernel, netns).answersEcho)
    return { kind: 'timeout', cause: { kind: 'no-listener', netns: netns.id, port: 0 } };
  const { packet } = asked;
  const fate = postSet(walk, netns, {
    ...request,
    source: packet.destination,
    destination: packet.source,
    sourcePort: packet.sourcePort,
    kind: { kind: 'echo-reply', sequence: 1 },
    size: packet.size,
  });
  if (fate.kind === 'lost') return { kind: 'timeout', cause: fate.cause };
  if (walk.deliveredAt === client.netns && areEqual(walk, fate.packet.sourcePort, client.port))
    return { kind: 'delivered', at: netns.id };
  const from = sampleOf(walk, fate.packet.source);
  const expected = sampleOf(walk, client.peer);
  return { kind: 'timeout', cause: { kind: 'unexpected-answer', from, expected } };
}
