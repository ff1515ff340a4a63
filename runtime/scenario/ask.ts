import type { Ip } from '../address/ip.ts';
import type { NetnsId } from '../kernel/kernel.ts';
import type { Hop, Recorder } from '../kernel/trace.ts';
import { connectTcp } from '../probe/connect-tcp.ts';
import { openInternet } from '../probe/open-internet.ts';
import type { Outcome } from '../probe/outcome.ts';
import { ping } from '../probe/ping.ts';
import { sendDatagram } from '../probe/send-datagram.ts';
import type { World } from '../world.ts';
import type { Party } from './party.ts';
import type { Session } from './session.ts';

/** What is asked of an address: a port of a protocol, or an echo. */
export type Door =
  | { readonly kind: 'icmp' }
  | { readonly kind: 'port'; readonly port: number; readonly protocol: 'tcp' | 'udp' };

/** An address of a target, and what is asked there. */
export interface Question {
  readonly ip: Ip;
  readonly door: Door;
  /** Layer-3 bytes of the largest packet, headers included. */
  readonly size?: number;
}

export interface Reply {
  readonly outcome: Outcome;
  /** Every hop of the question and of its answer. */
  readonly hops: readonly Hop[];
}

/** Asks in the session's world, or where its answers come from. */
export const askIn = ({ world, answers }: Session, from: Party, question: Question): Reply =>
  answers?.ask(from, question) ?? ask(world, from, question);

/** Asks from the party's namespace. The party must run. Nothing of it stays in the world. */
export function ask(world: World, { name, netns }: Party, question: Question): Reply {
  if (netns === undefined) throw new Error(`${name} does not run, so it cannot ask`);
  const { ip, door } = question;
  if (door.kind === 'port') openInternet(world.kernel, ip, door.port, door.protocol);
  const hops: Hop[] = [];
  const recorder: Recorder = { hop: (hop) => hops.push(hop) };
  return { outcome: probe(world, netns, question, recorder), hops };
}

/** Bytes of an echo's headers, which ping does not count. */
const ECHO_HEADERS = 28;

function probe(world: World, netns: NetnsId, { ip, door, size }: Question, recorder: Recorder): Outcome {
  const request = { netns, to: ip, recorder };
  if (door.kind === 'icmp')
    return ping(world, { ...request, ...(size !== undefined && { size: size - ECHO_HEADERS, df: true }) });
  const ported = { ...request, port: door.port, ...(size !== undefined && { size }) };
  return door.protocol === 'tcp' ? connectTcp(world, ported) : sendDatagram(world, ported);
}
