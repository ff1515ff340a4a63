import type { Link, Netns, Socket, Transport } from '../kernel.ts';
import { type Packet, PROTOCOL } from '../packet.ts';
import { findSocket } from '../sockets.ts';
import type { Cause } from '../trace.ts';
import { complain, PORT_UNREACHABLE, PROTOCOL_UNREACHABLE, reset } from './complain.ts';
import { decrypt } from './ipsec.ts';
import { decapsulate, terminates } from './vxlan.ts';
import { type Client, headerOf, lose, type Walk } from './walk.ts';

/** The packet has reached its machine: a tunnel, a client that waits for it, or a listening socket takes it. */
export function deliver(walk: Walk, netns: Netns, link: Link, packet: Packet): boolean {
  if (packet.protocol === PROTOCOL.esp) return decrypt(walk, netns, link, packet);
  if (packet.inner !== undefined && terminates(walk.kernel, netns, packet))
    return decapsulate(walk, netns, packet);
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

function toSocket(walk: Walk, netns: Netns, packet: Packet): boolean {
  if (walk.clients.some((client) => isFor(client, netns, packet)))
    return arrive(walk, netns, packet, undefined);
  const transport = transportOf(packet.protocol);
  if (transport === undefined) {
    complain(walk, netns.id, packet, PROTOCOL_UNREACHABLE);
    return lose(walk, netns.id, packet, { kind: 'no-listener', netns: netns.id, port: 0 });
  }
  const socket = findSocket(walk.kernel, netns, transport, packet.destination, packet.destinationPort);
  if (socket !== undefined) return arrive(walk, netns, packet, socket);
  const cause = noSocket(walk, netns, packet);
  if (transport === 'tcp') reset(walk, netns.id, packet, false);
  else complain(walk, netns.id, packet, PORT_UNREACHABLE);
  return lose(walk, netns.id, packet, cause);
}

/** Nobody listens; or a client does, but for answers from somebody else. */
function noSocket(walk: Walk, netns: Netns, packet: Packet): Cause {
  const client = walk.clients.find(
    ({ netns: at, protocol, port }) =>
      at === netns.id && protocol === packet.protocol && port === packet.destinationPort,
  );
  if (client === undefined) return { kind: 'no-listener', netns: netns.id, port: packet.destinationPort };
  return { kind: 'unexpected-answer', from: packet.source, expected: client.peer };
}

const isFor = (client: Client, netns: Netns, packet: Packet): boolean =>
  client.netns === netns.id &&
  client.protocol === packet.protocol &&
  client.port === packet.destinationPort &&
  client.ip === packet.destination &&
  client.peer === packet.source &&
  client.peerPort === packet.sourcePort;

function transportOf(protocol: number): Transport | undefined {
  if (protocol === PROTOCOL.tcp) return 'tcp';
  if (protocol === PROTOCOL.udp) return 'udp';
  return protocol === PROTOCOL.sctp ? 'sctp' : undefined;
}

function arrive(walk: Walk, netns: Netns, packet: Packet, socket: Socket | undefined): true {
  walk.deliveredAt = netns.id;
  walk.socket = socket;
  walk.arrived = packet;
  walk.recorder?.hop({
    kind: 'deliver',
    netns: netns.id,
    packet: headerOf(packet),
    ...(socket !== undefined && { socket: socket.id }),
  });
  return true;
}
