import type { Ip } from '../address/ip.ts';
import type { Mac } from '../address/mac.ts';

/** IANA protocol numbers of what the simulation carries. */
export const PROTOCOL = { icmp: 1, tcp: 6, udp: 17, esp: 50, icmpv6: 58, sctp: 132 } as const;

/** A packet on its way. Mutable: each hop rewrites it, as the kernel rewrites its skb. */
export interface Packet {
  source: Ip;
  destination: Ip;
  protocol: number;
  /** ICMP: the echo identifier. */
  sourcePort: number;
  /** ICMP: 0. */
  destinationPort: number;
  ttl: number;
  /** Layer-3 length in bytes, headers included: what an MTU is held against. */
  size: number;
  /** Don't fragment. */
  df: boolean;
  mark: number;
  kind: PacketKind;
  /** The frame around it while it is on a link. */
  sourceMac: Mac;
  destinationMac: Mac;
  /** The 802.1Q tag of the frame. */
  vlan?: number;
  /** A VXLAN or ESP packet carries another one. */
  inner?: Packet;
  vni?: number;
}

export type PacketKind =
  | { readonly kind: 'syn' }
  | { readonly kind: 'syn-ack' }
  | { readonly kind: 'rst' }
  | { readonly kind: 'data' }
  | { readonly kind: 'fin' }
  | { readonly kind: 'datagram' }
  | { readonly kind: 'echo-request'; readonly sequence: number }
  | { readonly kind: 'echo-reply'; readonly sequence: number }
  /** An ICMP error about `about`, the packet as the complaining machine saw it. */
  | {
      readonly kind: 'icmp-error';
      readonly type: number;
      readonly code: number;
      readonly about: Packet;
      readonly mtu?: number;
    };
