import { netnsOf } from '../kernel/link-registry.ts';
import { type Packet, type PacketKind, PROTOCOL } from '../kernel/packet.ts';
import { settingsOf } from '../kernel/settings.ts';
import { allocateEphemeralPort } from '../kernel/sockets.ts';
import type { Recorder } from '../kernel/trace.ts';
import { beginWalk, type Client, type Walk } from '../kernel/walk/walk.ts';
import { type Envelope, forgetConnections, type ProbeRequest, post, sourceFor } from './exchange.ts';
import { failureOf } from './failure.ts';
import type { Wires } from './open-connection.ts';
import type { Outcome } from './outcome.ts';

export interface PingRequest extends ProbeRequest {
  readonly sequence?: number;
  /** Bytes of data: 56 without, as ping sends. */
  readonly size?: number;
  /** Don't fragment (`ping -M do`). */
  readonly df?: boolean;
  readonly recorder?: Recorder;
}

/** One echo request and its reply. */
export function ping({ kernel }: Wires, request: PingRequest): Outcome {
  const netns = netnsOf(kernel, request.netns);
  const walk = beginWalk(kernel, netns, request.recorder);
  const v6 = typeof request.to === 'bigint';
  const client: Client = {
    netns: netns.id,
    protocol: v6 ? PROTOCOL.icmpv6 : PROTOCOL.icmp,
    ip: sourceFor(kernel, request),
    port: request.bind?.port ?? allocateEphemeralPort(kernel, netns.id, 'udp'),
    peer: request.to,
    peerPort: 0,
  };
  const size = (request.size ?? 56) + (v6 ? 48 : 28);
  const sequence = request.sequence ?? 1;
  const asked = post(
    walk,
    netns,
    {
      ...echo(client.ip, client.peer, client, { kind: 'echo-request', sequence }, size),
      df: request.df ?? false,
      ...(request.ttl !== undefined && { ttl: request.ttl }),
    },
    1,
  );
  const outcome =
    asked.kind === 'lost'
      ? failureOf(walk, client, asked, true)
      : reply(walk, client, asked.packet, sequence);
  forgetConnections(walk);
  return outcome;
}

function echo(
  source: Client['ip'],
  destination: Client['ip'],
  { protocol, port }: Pick<Client, 'protocol' | 'port'>,
  kind: PacketKind,
  size: number,
): Envelope {
  return { source, destination, protocol, sourcePort: port, destinationPort: 0, kind, size, df: false };
}

/** The kernel of the machine asked answers, unless it is told not to. */
function reply(walk: Walk, client: Client, request: Packet, sequence: number): Outcome {
  const netns = netnsOf(walk.kernel, walk.deliveredAt);
  if (!settingsOf(walk.kernel, netns).answersEcho)
    return { kind: 'timeout', cause: { kind: 'no-listener', netns: netns.id, port: 0 } };
  const { source, destination, protocol, sourcePort } = request;
  const asked = { protocol, port: sourcePort };
  const fate = post(
    walk,
    netns,
    echo(destination, source, asked, { kind: 'echo-reply', sequence }, request.size),
    1,
  );
  if (fate.kind === 'lost') return { kind: 'timeout', cause: fate.cause };
  const { packet } = fate;
  if (walk.deliveredAt !== client.netns || packet.sourcePort !== client.port)
    return {
      kind: 'timeout',
      cause: { kind: 'unexpected-answer', from: packet.source, expected: client.peer },
    };
  return {
    kind: 'delivered',
    answer: { server: netns.label, text: '', ttl: packet.ttl, from: packet.source },
  };
}
