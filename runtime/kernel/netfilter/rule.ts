import type { Span } from '../../../diagnostics/span.ts';
import type { Cidr } from '../../address/cidr.ts';
import type { Ip } from '../../address/ip.ts';

export type TableName = 'raw' | 'mangle' | 'nat' | 'filter';
export type HookName = 'PREROUTING' | 'INPUT' | 'FORWARD' | 'OUTPUT' | 'POSTROUTING';
export type ProtocolName = 'tcp' | 'udp' | 'sctp' | 'icmp' | 'icmpv6' | 'esp';
export type ConnectionState = 'NEW' | 'ESTABLISHED' | 'RELATED' | 'INVALID' | 'UNTRACKED' | 'SNAT' | 'DNAT';
export type AddressType = 'LOCAL' | 'UNICAST' | 'BROADCAST' | 'MULTICAST' | 'UNSPEC';

export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/**
 * One condition of a rule, as data: the concrete walk, the proofs over packet sets, `iptables-save` and the
 * explanations all read this same description, so they cannot drift apart.
 * `not` is iptables' `!`. Interface names may end in `+`.
 */
export type Match = { readonly not?: boolean } & (
  | { readonly kind: 'in-interface'; readonly name: string }
  | { readonly kind: 'out-interface'; readonly name: string }
  | { readonly kind: 'source'; readonly block: Cidr }
  | { readonly kind: 'destination'; readonly block: Cidr }
  | { readonly kind: 'source-range'; readonly first: Ip; readonly last: Ip }
  | { readonly kind: 'destination-range'; readonly first: Ip; readonly last: Ip }
  | { readonly kind: 'protocol'; readonly protocol: ProtocolName }
  | { readonly kind: 'source-port'; readonly protocol: ProtocolName; readonly ports: PortRange }
  | { readonly kind: 'destination-port'; readonly protocol: ProtocolName; readonly ports: PortRange }
  | {
      readonly kind: 'multiport';
      readonly side: 'source' | 'destination' | 'either';
      readonly ports: readonly PortRange[];
    }
  | {
      readonly kind: 'icmp-type';
      readonly family: 4 | 6;
      readonly type: number;
      readonly code?: number;
      readonly name?: string;
    }
  | { readonly kind: 'tcp-flags'; readonly mask: readonly string[]; readonly set: readonly string[] }
  | {
      readonly kind: 'connection-state';
      readonly module: 'conntrack' | 'state';
      readonly states: readonly ConnectionState[];
    }
  | { readonly kind: 'original-destination-port'; readonly ports: PortRange }
  | { readonly kind: 'original-destination'; readonly block: Cidr }
  | { readonly kind: 'original-source'; readonly block: Cidr }
  | { readonly kind: 'connection-direction'; readonly direction: 'ORIGINAL' | 'REPLY' }
  | { readonly kind: 'address-type'; readonly source?: AddressType; readonly destination?: AddressType }
  | { readonly kind: 'mark'; readonly value: number; readonly mask: number }
  | { readonly kind: 'connection-mark'; readonly value: number; readonly mask: number }
  | { readonly kind: 'ipvs' }
  | { readonly kind: 'ipsec-policy'; readonly direction: 'in' | 'out'; readonly policy: 'none' | 'ipsec' }
  /** The overlay driver's `-m u32` or `-m bpf` test of the VXLAN header: read as the VNI that it asks for. */
  | { readonly kind: 'vxlan-vni'; readonly vni: number; readonly text: string }
  | { readonly kind: 'bridge-in-port'; readonly name: string }
  | { readonly kind: 'bridge-out-port'; readonly name: string }
  | { readonly kind: 'bridged' }
  | { readonly kind: 'source-mac'; readonly mac: number }
  /** Always true in virtual time; kept so that listings print it. */
  | { readonly kind: 'limit'; readonly rate: string; readonly burst: number }
);

export type Target =
  | { readonly kind: 'accept' }
  | { readonly kind: 'drop' }
  | { readonly kind: 'return' }
  | { readonly kind: 'reject'; readonly with: string }
  | { readonly kind: 'jump'; readonly chain: string }
  | { readonly kind: 'goto'; readonly chain: string }
  | { readonly kind: 'dnat'; readonly to?: Ip; readonly port?: PortRange }
  | { readonly kind: 'snat'; readonly to?: Ip; readonly port?: PortRange }
  | { readonly kind: 'masquerade' }
  | { readonly kind: 'redirect'; readonly port?: PortRange }
  | { readonly kind: 'set-mark'; readonly value: number; readonly mask: number }
  | { readonly kind: 'save-mark' }
  | { readonly kind: 'restore-mark' }
  | { readonly kind: 'notrack' }
  | { readonly kind: 'log'; readonly prefix?: string }
  | { readonly kind: 'checksum-fill' }
  /** A rule without `-j`: it only counts. */
  | { readonly kind: 'none' };

/** Why a rule is there: what a trace shows beside it. */
export interface RuleOrigin {
  /** `engine`: written by dockerd for an entity; `user`: typed or declared. */
  readonly by: 'engine' | 'user';
  /** In words: "isolation of network back", "published port 8080 of web". */
  readonly why: string;
  readonly span?: Span;
}

export interface Rule {
  readonly matches: readonly Match[];
  readonly target: Target;
  readonly comment?: string;
  readonly origin?: RuleOrigin;
}
