import { derived } from '../../kernel/derived.ts';
import type { Kernel, Link, Netns, Socket, Transport } from '../../kernel/kernel.ts';
import { PROTOCOL } from '../../kernel/packet.ts';
import { accepts } from '../../kernel/sockets.ts';
import type { Cause } from '../../kernel/trace.ts';
import { PORT_UNREACHABLE, PROTOCOL_UNREACHABLE } from '../../kernel/walk/complain.ts';
import type { PacketSet } from '../packet-set.ts';
import {
  areEqual,
  type ClientSet,
  isIn,
  lose,
  type Part,
  partOf,
  type SetWalk,
  sampleOf,
  valuesOf,
} from '../set-walk.ts';
import { only } from '../value-set.ts';
import { complainSet, resetSet } from './complain.ts';
import { decryptSet } from './ipsec.ts';
import { decapsulateSet, terminatesSet } from './vxlan.ts';

/** `deliver` for a box of packets. */
export function deliverSet(walk: SetWalk, netns: Netns, link: Link, packet: PacketSet): boolean {
  if (packet.protocol === PROTOCOL.esp) return decryptSet(walk, netns, link, packet);
  if (packet.inner !== undefined && terminatesSet(walk, netns, packet))
    return decapsulateSet(walk, netns, packet);
  switch (packet.kind.kind) {
    case 'echo-request':
    case 'echo-reply':
    case 'icmp-error':
    case 'rst':
      return arrive(walk, netns, packet, undefined);
    default:
      return toSocket(walk, netns, packet);
  }
}

function toSocket(walk: SetWalk, netns: Netns, packet: PacketSet): boolean {
  if (walk.clients.some((client) => isFor(walk, client, netns, packet)))
    return arrive(walk, netns, packet, undefined);
  const transport = transportOf(packet.protocol);
  if (transport === undefined) {
    complainSet(walk, netns.id, packet, PROTOCOL_UNREACHABLE);
    return lose(walk, { kind: 'no-listener', netns: netns.id, port: 0 });
  }
  const socket = findSocketSet(walk, netns, transport, packet);
  if (socket !== undefined) return arrive(walk, netns, packet, socket);
  const cause = noSocket(walk, netns, packet);
  if (transport === 'tcp') resetSet(walk, netns.id, packet, false);
  else complainSet(walk, netns.id, packet, PORT_UNREACHABLE);
  return lose(walk, cause);
}

function noSocket(walk: SetWalk, netns: Netns, packet: PacketSet): Cause {
  const client = walk.clients.find(
    ({ netns: at, protocol, port }) =>
      at === netns.id && protocol === packet.protocol && areEqual(walk, port, packet.destinationPort),
  );
  const port = Number(sampleOf(walk, packet.destinationPort));
  if (client === undefined) return { kind: 'no-listener', netns: netns.id, port };
  const [from, expected] = [sampleOf(walk, packet.source), sampleOf(walk, client.peer)];
  return { kind: 'unexpected-answer', from, expected };
}

const isFor = (walk: SetWalk, client: ClientSet, netns: Netns, packet: PacketSet): boolean =>
  client.netns === netns.id &&
  client.protocol === packet.protocol &&
  areEqual(walk, client.ip, packet.destination) &&
  areEqual(walk, client.peer, packet.source) &&
  areEqual(walk, client.peerPort, packet.sourcePort) &&
  areEqual(walk, client.port, packet.destinationPort);

function transportOf(protocol: number): Transport | undefined {
  if (protocol === PROTOCOL.tcp) return 'tcp';
  if (protocol === PROTOCOL.udp) return 'udp';
  return protocol === PROTOCOL.sctp ? 'sctp' : undefined;
}

const portsOf = derived((_: Kernel, netns: Netns) => {
  const make = (transport: Transport): readonly Part<readonly Socket[]>[] => {
    const ports = new Map<number, Socket[]>();
    for (const socket of netns.sockets.values()) {
      if (socket.transport !== transport) continue;
      const known = ports.get(socket.port);
      if (known) known.push(socket);
      else ports.set(socket.port, [socket]);
    }
    return [...ports].map(([port, value]) => ({ set: only(port), value }));
  };
  return { tcp: make('tcp'), udp: make('udp'), sctp: make('sctp') };
});

const NONE: readonly Socket[] = [];

/** `findSocket` for a box of packets. */
function findSocketSet(
  walk: SetWalk,
  netns: Netns,
  transport: Transport,
  { destination, destinationPort }: PacketSet,
): Socket | undefined {
  const sockets = partOf(walk, destinationPort, portsOf(walk.kernel, netns)[transport], NONE);
  const isFour = typeof valuesOf(walk, destination)[0] === 'number';
  let wildcard: Socket | undefined;
  for (const socket of sockets) {
    const { address } = socket;
    if (typeof address !== 'string' && isIn(walk, destination, only(address))) return socket;
    if (typeof address === 'string' && accepts(address, valuesOf(walk, destination)[0]!)) wildcard ??= socket;
  }
  const opens = isFour && sockets.length === 0 && isInternet(walk.kernel, netns);
  return wildcard ?? (opens ? anySocket(netns, transport) : undefined);
}

/** The internet answers on every port: whoever asks there has one opened (`probe/open-internet.ts`). */
const isInternet = (kernel: Kernel, netns: Netns): boolean =>
  kernel.machines.get(netns.machine)?.kind === 'internet';

const anySocket = (netns: Netns, transport: Transport): Socket => ({
  id: 0,
  netns: netns.id,
  transport,
  address: 'any4',
  port: 0,
  process: { name: 'anybody', pid: 0 },
  service: { kind: 'echo', name: netns.machine, tellsLocal: false },
  repliesFrom: 'asked',
  backlog: 0,
});

function arrive(walk: SetWalk, netns: Netns, packet: PacketSet, socket: Socket | undefined): true {
  walk.deliveredAt = netns.id;
  walk.socket = socket;
  walk.arrived = packet;
  walk.steps?.push({
    kind: 'deliver',
    netns: netns.id,
    packet: { ...packet },
    ...(socket !== undefined && { socket: socket.id }),
  });
  return true;
}
