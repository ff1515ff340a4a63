import type { Connection } from '../conntrack/connection.ts';
import type { Kernel, Link, Netns } from '../kernel.ts';
import type { RuleHit } from '../trace.ts';
import type { ConnectionState } from './rule.ts';

/** What the conditions of a rule look at besides the packet: the skb's company at a hook. */
export interface RuleContext {
  readonly kernel: Kernel;
  netns: Netns;
  /** The interface that the packet came in by, and the one that it leaves by, where the hook knows them. */
  in: Link | undefined;
  out: Link | undefined;
  /** The bridge ports behind `in` and `out` where the packet is bridged. */
  physIn: Link | undefined;
  physOut: Link | undefined;
  connection: Connection | undefined;
  /** The packet goes in the direction of its connection's answers. */
  isReply: boolean;
  state: Exclude<ConnectionState, 'SNAT' | 'DNAT'>;
  /** It came out of an ESP packet. */
  decrypted: boolean;
  /** The rules that matched at this hook, in order; the last one decided. Only the first `hitCount` count. */
  readonly hits: RuleHit[];
  hitCount: number;
}

export const hitsOf = (context: RuleContext): readonly RuleHit[] => context.hits.slice(0, context.hitCount);
export const lastHit = (context: RuleContext): RuleHit | undefined => context.hits[context.hitCount - 1];
