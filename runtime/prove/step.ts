import type { LinkId, NetnsId, SocketId } from '../kernel/kernel.ts';
import type { HookName } from '../kernel/netfilter/rule.ts';
import type { Cause, RuleHit } from '../kernel/trace.ts';
import type { PacketSet } from './packet-set.ts';

/** One decision on the way of a box of packets: what a certificate lists and its checker follows. */
export type Step =
  | { readonly kind: 'send'; readonly netns: NetnsId; readonly packet: PacketSet }
  | {
      readonly kind: 'hook';
      readonly netns: NetnsId;
      readonly hook: HookName;
      readonly hits: readonly RuleHit[];
      readonly verdict: 'accept' | 'drop' | 'reject';
      readonly in?: string;
      readonly out?: string;
      /** The nat table was asked: it is once for a connection. */
      readonly asked: boolean;
      /** The header as the hook found it, and as it left it: address translation lies between. */
      readonly before: PacketSet;
      readonly packet: PacketSet;
    }
  | { readonly kind: 'route'; readonly netns: NetnsId; readonly link: LinkId; readonly packet: PacketSet }
  | { readonly kind: 'link'; readonly link: LinkId }
  | {
      readonly kind: 'deliver';
      readonly netns: NetnsId;
      readonly socket?: SocketId;
      readonly packet: PacketSet;
    }
  | { readonly kind: 'lost'; readonly cause: Cause };
