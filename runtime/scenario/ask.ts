import type { Ip } from '../address/ip.ts';
import type { NetnsId } from '../kernel/kernel.ts';
import type { Hop } from '../kernel/trace.ts';
import { connectTcp } from '../probe/connect-tcp.ts';
import type { Outcome } from '../probe/outcome.ts';
import { ping } from '../probe/ping.ts';
import { sendDatagram } from '../probe/send-datagram.ts';
import type { World } from '../world.ts';

/** What is asked of an address: a port of a protocol, or an echo. */
export type Door =
  | { readonly kind: 'icmp' }
  | { readonly kind: 'port'; readonly port: number; readonly protocol: 'tcp' | 'udp' | 'sctp' };

export interface Reply {
  readonly outcome: Outcome;
  /** Every hop of the question and of its answer. */
  readonly hops: readonly Hop[];
}
