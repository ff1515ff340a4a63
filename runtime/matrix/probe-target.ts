import type { Ip } from '../address/ip.ts';
import { describeOutcome } from '../explain/describe-outcome.ts';
import { reasonsOf } from '../explain/reasons.ts';
import { type RuleLine, ruleLine } from '../explain/trace-line.ts';
import type { Hop, Recorder } from '../kernel/trace.ts';
import { connectTcp } from '../probe/connect-tcp.ts';
import type { Outcome } from '../probe/outcome.ts';
import { sendDatagram } from '../probe/send-datagram.ts';
import { answererOf } from '../scenario/answerer.ts';
import { relationOf } from '../scenario/judge/relation.ts';
import { lookUp } from '../scenario/look-up.ts';
import type { Party } from '../scenario/party.ts';
import type { World } from '../world.ts';
import type { Asker } from './parties.ts';
import { doorsOfHost, doorText, type Target } from './targets.ts';

/** What becomes of somebody asking a port. */
export interface Cell {
  /** `open`, or why not: `isolated`, `refused`, `internal`, `port-unpublished`, `timeout`; `down`, `-` for itself. */
  readonly word: string;
  /** How it was asked: by the service's name, at its address, or at a port of the host. */
  readonly way: 'name' | 'address' | 'published';
  /** `172.18.0.3:5432`; empty where nothing was asked. */
  readonly door: string;
  /** One line that says what came of it and why. */
  readonly why: string;
  /** The rule that decided: what let it in through the host, or what dropped it. */
  readonly rule?: RuleLine;
}

const nothing = (word: string, why: string): Cell => ({ word, way: 'address', door: '', why });
export const ITSELF = nothing('-', 'itself');
export const DOWN = nothing('down', 'its container does not run');

/**
 * Asks a port the ways that a program has: by name, at the service's address, at the host's published port. The first
 * that works counts; if none does, the first that was tried says why.
 */
export function probeTarget(world: World, asker: Asker, target: Target, host: Party): Cell {
  if (asker.party === undefined) return DOWN;
  const tried: Cell[] = [];
  for (const { way, ip, port } of doorsOf(world, asker, target, host)) {
    const cell = askDoor(world, asker.party, target, { way, ip, port });
    if (cell.word === 'open') return cell;
    tried.push(cell);
  }
  // From outside, the port of the host is the door that was meant.
  const meant = asker.kind === 'service' ? undefined : tried.find(({ way }) => way === 'published');
  return meant ?? tried[0] ?? nothing('unreachable', 'it has no address');
}

interface Door {
  readonly way: Cell['way'];
  readonly ip: Ip;
  readonly port: number;
}

function* doorsOf(world: World, asker: Asker, target: Target, host: Party): Generator<Door> {
  const { port, service, party } = target;
  const asked = new Set<Ip>();
  if (asker.kind === 'service') {
    for (const ip of lookUp({ world }, asker.party!, service).addresses) {
      asked.add(ip);
      yield { way: 'name', ip, port };
    }
  }
  for (const ip of party.addresses) if (!asked.has(ip)) yield { way: 'address', ip, port };
  for (const published of target.published)
    for (const ip of doorsOfHost(published, host, asker.kind === 'host'))
      yield { way: 'published', ip, port: published.port };
}

/** Traced only where the way in is of interest: hops are many. */
function askDoor(world: World, from: Party, target: Target, { way, ip, port }: Door): Cell {
  const hops: Hop[] = [];
  const recorder: Recorder = { hop: (hop) => hops.push(hop) };
  const request = { netns: from.netns!, to: ip, port, ...(way === 'published' && { recorder }) };
  const outcome = target.protocol === 'tcp' ? connectTcp(world, request) : sendDatagram(world, request);
  const reached = outcome.kind === 'delivered';
  const wrong = reached && answererOf(world, outcome) !== target.party.container?.name;
  const word = wrong ? 'other' : reasonsOf(world, outcome, relationOf(from, target.party))[0]!;
  const rule = reached ? dnatRule(hops) : droppingRule(outcome);
  return {
    word,
    way,
    door: doorText(ip, port),
    why: describeOutcome(world, outcome),
    ...(rule && { rule }),
  };
}

function droppingRule(outcome: Outcome): RuleLine | undefined {
  const cause = 'cause' in outcome ? outcome.cause : undefined;
  return cause?.kind === 'rule' ? ruleLine(cause.hit) : undefined;
}

/** The rule that turned the host's port into the container's. */
function dnatRule(hops: readonly Hop[]): RuleLine | undefined {
  for (const hop of hops) {
    const hit = hop.kind === 'hook' ? hop.hits.find(({ rule }) => rule.target.kind === 'dnat') : undefined;
    if (hit !== undefined) return ruleLine(hit);
  }
  return undefined;
}
