import type { Ip } from '../address/ip.ts';
import type { Recorder } from '../kernel/trace.ts';
import type { Wires } from './open-connection.ts';
import type { Outcome } from './outcome.ts';
import { ping } from './ping.ts';
import { sendDatagram } from './send-datagram.ts';

export interface HopRequest {
  readonly netns: number;
  readonly to: Ip;
  readonly ttl: number;
  /** `udp` to ports from 33434 upwards, as traceroute does without options. */
  readonly by: 'udp' | 'icmp';
  readonly recorder?: Recorder;
}

/** Who answered a packet that lives for `ttl` hops. */
export interface HopAnswer {
  /** None where nobody said a word. */
  readonly from?: Ip;
  /** The destination itself: the trace ends here. */
  readonly last: boolean;
  readonly outcome: Outcome;
}

/** One hop of a traceroute. */
export function probeHop(world: Wires, request: HopRequest): HopAnswer {
  const { by, ...common } = request;
  const outcome =
    by === 'icmp'
      ? ping(world, common)
      : sendDatagram(world, { ...common, port: 33433 + request.ttl, hearsAllErrors: true });
  switch (outcome.kind) {
    case 'delivered':
      return { from: outcome.answer.from, last: true, outcome };
    case 'refused':
      return { from: request.to, last: true, outcome };
    case 'unreachable':
      if (outcome.icmp === undefined) return { last: true, outcome };
      return { from: outcome.icmp.from, last: !isTimeExceeded(outcome.icmp, request.to), outcome };
    default:
      return { last: false, outcome };
  }
}

const isTimeExceeded = ({ type }: { readonly type: number }, to: Ip): boolean =>
  type === (typeof to === 'number' ? 11 : 3);
