import type { Ip } from '../address/ip.ts';
import { removeConnection } from '../kernel/conntrack/table.ts';
import type { Kernel, Netns, NetnsId } from '../kernel/kernel.ts';
import { netnsOf } from '../kernel/link-registry.ts';
import type { Packet, PacketKind } from '../kernel/packet.ts';
import { settingsOf } from '../kernel/settings.ts';
import type { Cause } from '../kernel/trace.ts';
import { routeOutput } from '../kernel/walk/route-output.ts';
import { send } from '../kernel/walk/send.ts';
import { tellSender } from '../kernel/walk/tell-sender.ts';
import { beginPacket, type Client, headerOf, type Walk } from '../kernel/walk/walk.ts';

/** What every probe says about itself. */
export interface ProbeRequest {
  readonly netns: NetnsId;
  readonly to: Ip;
  /** The source that the client binds; the route's without. */
  readonly bind?: { readonly ip?: Ip; readonly port?: number };
  readonly ttl?: number;
}

/** How often a lost packet is sent again before a client gives up: a SYN goes out at 0, 1 and 3 seconds. */
const ATTEMPTS = 3;

/** What became of a packet: it arrived, or was lost, and perhaps somebody told the sender so. */
export type Fate =
  | { readonly kind: 'arrived'; readonly packet: Packet }
  | { readonly kind: 'lost'; readonly cause: Cause; readonly told?: Packet };

export interface Envelope {
  readonly source: Ip;
  readonly destination: Ip;
  readonly protocol: number;
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly kind: PacketKind;
  /** Layer-3 length in bytes. */
  readonly size: number;
  readonly df: boolean;
  readonly ttl?: number;
}

function packetOf(kernel: Kernel, netns: Netns, envelope: Envelope): Packet {
  return {
    source: envelope.source,
    destination: envelope.destination,
    protocol: envelope.protocol,
    sourcePort: envelope.sourcePort,
    destinationPort: envelope.destinationPort,
    ttl: envelope.ttl ?? settingsOf(kernel, netns).ttl,
    size: envelope.size,
    df: envelope.df,
    mark: 0,
    kind: envelope.kind,
    sourceMac: 0,
    destinationMac: 0,
  };
}

/** Sends a packet from a namespace, again if a lossy line swallows it, and brings back who complained of it. */
export function post(walk: Walk, netns: Netns, envelope: Envelope, attempts = ATTEMPTS): Fate {
  for (let left = attempts; ; left--) {
    const packet = packetOf(walk.kernel, netns, envelope);
    beginPacket(walk);
    walk.recorder?.hop({ kind: 'send', netns: netns.id, packet: headerOf(packet), what: packet.kind.kind });
    if (send(walk, netns, packet)) return { kind: 'arrived', packet: walk.arrived! };
    const cause = walk.cause!;
    if (left > 1 && isLoss(walk.kernel, cause)) continue;
    const told = tellSender(walk);
    return { kind: 'lost', cause, ...(told !== undefined && { told }) };
  }
}

const isLoss = (kernel: Kernel, cause: Cause): boolean =>
  cause.kind === 'fault' && kernel.faults.get(cause.fault)?.kind === 'loss';

/** The client's own address for what it sends to `to`; 0 where no route tells one. */
export function sourceFor(kernel: Kernel, request: ProbeRequest): Ip {
  if (request.bind?.ip !== undefined) return request.bind.ip;
  const none = typeof request.to === 'number' ? 0 : 0n;
  return routeOutput(kernel, netnsOf(kernel, request.netns), request.to)?.source ?? none;
}

/** Bytes of the largest packet that the namespace can send to an address. */
export const mtuTowards = (kernel: Kernel, netns: Netns, to: Ip): number =>
  routeOutput(kernel, netns, to)?.link.mtu ?? 1500;

/** Whether what a client was told is about its own packet. */
export function concerns(walk: Walk, client: Client, told: Packet): boolean {
  if (walk.deliveredAt !== client.netns) return false;
  if (told.kind.kind !== 'icmp-error')
    return (
      told.source === client.peer &&
      told.sourcePort === client.peerPort &&
      told.destination === client.ip &&
      told.destinationPort === client.port
    );
  const { about } = told.kind;
  return (
    about.protocol === client.protocol &&
    about.source === client.ip &&
    about.sourcePort === client.port &&
    about.destination === client.peer
  );
}

/** A question that came back to the socket that asked it: from its own port to its own port, perhaps translated. */
export const ownQuestion = (client: Client, { source }: Packet): Cause => ({
  kind: 'unexpected-answer',
  from: source,
  expected: client.peer,
});

/** The connections that an exchange left in tables go with it. */
export function forgetConnections(walk: Walk): void {
  for (const { netns, connection } of walk.confirmed) removeConnection(netns, connection);
  walk.confirmed.length = 0;
}
