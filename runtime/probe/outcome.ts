import type { Ip } from '../address/ip.ts';
import type { NetnsId, SocketId } from '../kernel/kernel.ts';
import type { Cause } from '../kernel/trace.ts';

/** What a client of the network sees: a closed set. Why is data beside it. */
export type Outcome =
  /** The connection was accepted and answered, the datagram answered, the echo replied to. */
  | { readonly kind: 'delivered'; readonly answer: ServerAnswer }
  /** RST or port unreachable: the address answers, nothing listens (or a rule rejects). */
  | { readonly kind: 'refused'; readonly cause: Cause }
  | { readonly kind: 'timeout'; readonly cause: Cause }
  | {
      readonly kind: 'unreachable';
      readonly cause: Cause;
      readonly icmp?: { readonly type: number; readonly code: number; readonly from: Ip };
    }
  | { readonly kind: 'unresolved'; readonly name: string; readonly rcode: string }
  /** Accepted, then closed without an answer: a proxy without a backend. */
  | { readonly kind: 'closed'; readonly cause?: Cause };

/** What came back: who answered, and the addresses as the server saw them. */
export interface ServerAnswer {
  /** The label of the answering namespace's owner: `h1/web`, `client`. Empty for an echo reply. */
  readonly server: string;
  /** The client's address and port as the answering server saw them. */
  readonly peer?: { readonly ip: Ip; readonly port: number };
  /** The server's own address and port as it saw them. */
  readonly local?: { readonly ip: Ip; readonly port: number };
  /** What the server said, as bytes of text; empty when it accepted and stayed silent. */
  readonly text: string;
  /** Why nothing was said, where a proxy accepted and still waits for its own connection (captured: "connected, no data"). */
  readonly silence?: Cause;
  /** Echo replies: the TTL on arrival and the address that replied. */
  readonly ttl?: number;
  readonly from: Ip;
  /** The socket that answered: what a lookup asks its name server's records by. */
  readonly at?: { readonly netns: NetnsId; readonly socket: SocketId };
}
