import type { Ip } from '../address/ip.ts';
import type { NetnsId } from '../kernel/kernel.ts';
import { isLocal } from '../kernel/routes.ts';
import { findSocket } from '../kernel/sockets.ts';
import type { Hop, Recorder } from '../kernel/trace.ts';
import { connectTcp } from '../probe/connect-tcp.ts';
import type { Outcome } from '../probe/outcome.ts';
import { ping } from '../probe/ping.ts';
import { sendDatagram } from '../probe/send-datagram.ts';
import type { World } from '../world.ts';
import { INTERNET } from './build/internet.ts';
import { startProcess } from './build/processes.ts';
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
  openInternet(world, question);
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

/** The internet answers on every port: one that nobody asked for before is opened now. */
function openInternet(world: World, { ip, door }: Question): void {
  const root = world.kernel.machines.get(INTERNET)?.root;
  const netns = root === undefined ? undefined : world.kernel.namespaces.get(root);
  if (netns === undefined || door.kind === 'icmp' || !isLocal(world.kernel, netns.id, ip)) return;
  const { port, protocol } = door;
  if (findSocket(world.kernel, netns, protocol, ip, port) === undefined)
    startProcess(world, INTERNET, { port, protocol });
}
