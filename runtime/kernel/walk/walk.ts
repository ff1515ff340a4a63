import type { Ip } from '../../address/ip.ts';
import type { Connection } from '../conntrack/connection.ts';
import type { Kernel, Netns, NetnsId, Socket } from '../kernel.ts';
import type { RuleContext } from '../netfilter/rule-context.ts';
import type { Packet } from '../packet.ts';
import type { Cause, Header, Recorder } from '../trace.ts';

/** Links that a packet and those made from it may cross before it is given up: nothing hangs. */
const HOP_LIMIT = 256;

/** A client's socket: it takes the answers to what was sent from it. */
export interface Client {
  readonly netns: NetnsId;
  readonly protocol: number;
  readonly ip: Ip;
  readonly port: number;
  /** Whom it talks to: a connected socket takes packets from nobody else. */
  readonly peer: Ip;
  readonly peerPort: number;
}

/** An ICMP error or a reset that a machine wants to send because of a packet. */
export interface Complaint {
  readonly netns: NetnsId;
  readonly packet: Packet;
  /** The connection of the packet complained about, and the complaint's direction in it. */
  readonly connection: Connection | undefined;
  readonly isReply: boolean;
}

/** A walk in progress: what the kernel keeps beside a packet, and how the packet ended. One serves a whole exchange. */
export interface Walk extends RuleContext {
  readonly recorder: Recorder | undefined;
  hopsLeft: number;
  /** The route's next hop, for MASQUERADE. */
  nextHop: Ip;
  readonly clients: Client[];
  /** The connections that this exchange wrote into tables, to be taken out at its end. */
  readonly confirmed: { readonly netns: Netns; readonly connection: Connection }[];
  /** Where the packet was delivered, and to which socket; none for an echo, an error or an answer to a client. */
  deliveredAt: NetnsId;
  socket: Socket | undefined;
  /** The packet that arrived: not the one sent, where a tunnel took that apart and put it together. */
  arrived: Packet | undefined;
  cause: Cause | undefined;
  complaint: Complaint | undefined;
}

export function beginWalk(kernel: Kernel, netns: Netns, recorder?: Recorder): Walk {
  return {
    kernel,
    recorder,
    netns,
    in: undefined,
    out: undefined,
    physIn: undefined,
    physOut: undefined,
    connection: undefined,
    isReply: false,
    state: 'NEW',
    decrypted: false,
    hits: [],
    hitCount: 0,
    hopsLeft: HOP_LIMIT,
    nextHop: 0,
    clients: [],
    confirmed: [],
    deliveredAt: 0,
    socket: undefined,
    arrived: undefined,
    cause: undefined,
    complaint: undefined,
  };
}

/** Makes the walk ready for its next packet. */
export function beginPacket(walk: Walk): void {
  walk.hopsLeft = HOP_LIMIT;
  walk.socket = undefined;
  walk.arrived = undefined;
  walk.cause = undefined;
  walk.complaint = undefined;
  forgetConnection(walk);
  walk.physIn = undefined;
}

/** A packet that enters another namespace, or is taken out of a tunnel, leaves its company behind. */
export function forgetConnection(walk: Walk): void {
  walk.connection = undefined;
  walk.isReply = false;
  walk.state = 'NEW';
  walk.decrypted = false;
}

export const headerOf = (packet: Packet): Header => ({
  source: packet.source,
  destination: packet.destination,
  protocol: packet.protocol,
  sourcePort: packet.sourcePort,
  destinationPort: packet.destinationPort,
  ttl: packet.ttl,
  mark: packet.mark,
});

/** Ends the way of a packet; returns false, which is what every station says of a packet that is not delivered. */
export function lose(walk: Walk, netns: NetnsId, packet: Packet, cause: Cause): false {
  walk.cause = cause;
  walk.recorder?.hop({ kind: 'lost', netns, packet: headerOf(packet), cause });
  return false;
}
