import type { Ip } from '../address/ip.ts';
import type { LinkId, NetnsId, SocketId } from './kernel.ts';
import type { HookName, Rule, TableName } from './netfilter/rule.ts';

/** The addresses of a packet at a point of its way. */
export interface Header {
  readonly source: Ip;
  readonly destination: Ip;
  readonly protocol: number;
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly ttl: number;
  readonly mark: number;
}

/** A rule that matched, and where it stands (0-based in its chain). */
export interface RuleHit {
  readonly table: TableName;
  readonly chain: string;
  readonly index: number;
  readonly rule: Rule;
}

/** One decision on a packet's way. A trace is a list of these, in order; texts, pictures and JSON are made from it. */
export type Hop = { readonly netns: NetnsId; readonly packet: Header } & (
  | { readonly kind: 'send'; readonly what: string }
  | {
      readonly kind: 'route';
      readonly decision: 'forward' | 'local' | 'output';
      readonly via?: Ip;
      readonly link?: LinkId;
      readonly source?: Ip;
    }
  | {
      readonly kind: 'hook';
      readonly hook: HookName;
      readonly bridged: boolean;
      readonly hits: readonly RuleHit[];
      readonly verdict: 'accept' | 'drop' | 'reject' | 'steal';
      readonly policyOf?: string;
    }
  | {
      readonly kind: 'nat';
      readonly manipulation: 'source' | 'destination';
      readonly from: Header;
      readonly to: Header;
      readonly by: 'rule' | 'connection';
    }
  | { readonly kind: 'conntrack'; readonly state: 'NEW' | 'ESTABLISHED' | 'RELATED' | 'INVALID' }
  | { readonly kind: 'resolve-neighbour'; readonly link: LinkId; readonly ip: Ip; readonly found: boolean }
  | { readonly kind: 'leave'; readonly link: LinkId }
  | { readonly kind: 'enter'; readonly link: LinkId }
  | {
      readonly kind: 'bridge';
      readonly bridge: LinkId;
      readonly from: LinkId;
      readonly to: LinkId | 'flood' | 'self';
    }
  | {
      readonly kind: 'encapsulate';
      readonly link: LinkId;
      readonly vni: number;
      readonly remote: Ip;
      readonly encrypted: boolean;
    }
  | { readonly kind: 'decapsulate'; readonly link: LinkId; readonly vni: number }
  | { readonly kind: 'ipvs'; readonly mark: number; readonly to: Ip }
  | { readonly kind: 'deliver'; readonly socket?: SocketId }
  | { readonly kind: 'application'; readonly process: string; readonly does: string }
  | { readonly kind: 'lost'; readonly cause: Cause }
);

/** Why a packet went no further: the closed set that outcomes and reasons are made from. */
export type Cause =
  | {
      readonly kind: 'rule';
      readonly netns: NetnsId;
      readonly hit: RuleHit;
      readonly path: readonly RuleHit[];
    }
  | { readonly kind: 'policy'; readonly netns: NetnsId; readonly table: TableName; readonly chain: string }
  | { readonly kind: 'no-route'; readonly netns: NetnsId; readonly destination: Ip }
  | { readonly kind: 'no-neighbour'; readonly netns: NetnsId; readonly link: LinkId; readonly ip: Ip }
  | { readonly kind: 'no-listener'; readonly netns: NetnsId; readonly port: number }
  | { readonly kind: 'not-forwarding'; readonly netns: NetnsId }
  | { readonly kind: 'ttl-exceeded'; readonly netns: NetnsId }
  | { readonly kind: 'too-big'; readonly netns: NetnsId; readonly mtu: number }
  | { readonly kind: 'martian'; readonly netns: NetnsId; readonly why: string }
  | { readonly kind: 'link-down'; readonly netns: NetnsId; readonly link: LinkId }
  | { readonly kind: 'fault'; readonly fault: string }
  | { readonly kind: 'no-backend'; readonly netns: NetnsId; readonly mark: number }
  | { readonly kind: 'no-encryption'; readonly netns: NetnsId }
  | { readonly kind: 'unexpected-answer'; readonly from: Ip; readonly expected: Ip }
  | { readonly kind: 'hop-limit' }
  /** What a real kernel said: `Connection refused`. Why, only its counters tell. */
  | { readonly kind: 'reported'; readonly netns: NetnsId; readonly text: string };

/** Takes the hops of a walk; absent on the fast path. */
export interface Recorder {
  hop(hop: Hop): void;
}
