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
import { doorsOfHost, doorText, type OwnAddress, type Target } from './targets.ts';

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
 * Asks a port the ways that a program has: at the service's address, which its name may tell, and at the host's
 * published port. The first that works counts; if none does, the first that was tried says why. `shut` keeps the
 * networks that the likes of the asker do not get into at all.
 */
export function probeTarget(
  world: World,
  asker: Asker,
  target: Target,
  host: Party,
  shut: Map<string, Cell>,
): Cell {
  if (asker.party === undefined) return DOWN;
  const tried: Cell[] = [];
  for (const door of doorsOf(asker, target, host)) {
    const cell = askOnce(world, asker.party, target, door, shut);
    if (cell.word === 'open') {
      const named = door.way === 'address' && isNamed(world, asker, target, door.ip);
      return named ? { ...cell, way: 'name' } : cell;
    }
    tried.push(cell);
  }
  // From outside, the port of the host is the door that was meant.
  const meant = asker.kind === 'service' ? undefined : tried.find(({ way }) => way === 'published');
  return meant ?? tried[0] ?? nothing('unreachable', 'it has no address');
}

interface Door extends OwnAddress {
  readonly way: 'address' | 'published';
  readonly port: number;
}

/** Addresses on a network that both have come first: one of them is the most likely to answer. */
function* doorsOf({ kind, party: from }: Asker, target: Target, host: Party): Generator<Door> {
  const { port } = target;
  const near = new Set([...(from?.container?.networks.values() ?? [])].map(({ networkId }) => networkId));
  const isNear = ({ network }: Door) => network !== undefined && near.has(network);
  const own = target.addresses.map((address): Door => ({ way: 'address', port, ...address }));
  yield* own.sort((a, b) => Number(isNear(b)) - Number(isNear(a)));
  for (const published of target.published)
    for (const ip of doorsOfHost(published, host, kind === 'host'))
      yield { way: 'published', ip, port: published.port };
}

/** Whether the service's name leads the asker to this address. A lookup is dear, so only where the address answers. */
const isNamed = (world: World, { kind, party }: Asker, { service }: Target, ip: Ip): boolean =>
  kind === 'service' && lookUp({ world }, party!, service).addresses.includes(ip);

/** Asks, unless one like the asker was shut out of the whole network before. */
function askOnce(world: World, from: Party, target: Target, door: Door, shut: Map<string, Cell>): Cell {
  const before = door.network === undefined ? undefined : shut.get(door.network);
  if (before !== undefined) return { ...before, door: doorText(door.ip, door.port) };
  const { cell, outcome } = askDoor(world, from, target, door);
  if (door.network !== undefined && isShutOut(world, outcome)) shut.set(door.network, cell);
  return cell;
}

/** Rules that keep networks apart look at bridges alone, and what never comes to the host comes to none of its ports. */
function isShutOut(world: World, outcome: Outcome): boolean {
  const cause = 'cause' in outcome ? outcome.cause : undefined;
  if (cause?.kind === 'rule') return cause.hit.chain.startsWith('DOCKER-ISOLATION');
  if (cause === undefined || !('netns' in cause)) return false;
  const machine = world.kernel.namespaces.get(cause.netns)?.machine;
  return machine !== undefined && !world.engines.has(machine);
}

/** Traced only where the way in is of interest: hops are many. */
function askDoor(
  world: World,
  from: Party,
  target: Target,
  { way, ip, port }: Door,
): { readonly cell: Cell; readonly outcome: Outcome } {
  const hops: Hop[] = [];
  const recorder: Recorder = { hop: (hop) => hops.push(hop) };
  const request = { netns: from.netns!, to: ip, port, ...(way === 'published' && { recorder }) };
  const outcome = target.protocol === 'tcp' ? connectTcp(world, request) : sendDatagram(world, request);
  const reached = outcome.kind === 'delivered';
  const wrong = reached && answererOf(world, outcome) !== target.party.container?.name;
  const word = wrong ? 'other' : reasonsOf(world, outcome, relationOf(from, target.party))[0]!;
  const rule = reached ? dnatRule(hops) : droppingRule(outcome);
  const why = describeOutcome(world, outcome);
  return { outcome, cell: { word, way, door: doorText(ip, port), why, ...(rule && { rule }) } };
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
