import type { ComposePlan, PlannedService } from '../../compiler/ir/compose-plan.ts';
import { formatIp, type Ip } from '../address/ip.ts';
import { describeOutcome } from '../explain/describe-outcome.ts';
import { reasonsOf } from '../explain/reasons.ts';
import { type RuleLine, ruleLine } from '../explain/trace-line.ts';
import { lookupRoute } from '../kernel/routes.ts';
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

/** Answers that stand for others. */
export interface Answered {
  /** By the way and the network: how whoever takes that way is shut out of it. */
  readonly shut: Map<string, Cell>;
  /** By the way and the door. */
  readonly doors: Map<string, Cell>;
  /** By what decides over it: where a service's name leads. */
  readonly names: Map<string, readonly Ip[]>;
  /** Names that more than one service goes by. */
  readonly ambiguous: ReadonlySet<string>;
}

export function nothingAnswered({ services }: ComposePlan): Answered {
  const names = services.flatMap(({ name, containerName, container }) => [
    ...new Set([name, containerName, ...container.attachments.flatMap(({ aliases }) => aliases)]),
  ]);
  const ambiguous = names.filter((name, i) => name !== undefined && names.indexOf(name) !== i) as string[];
  return { shut: new Map(), doors: new Map(), names: new Map(), ambiguous: new Set(ambiguous) };
}

/**
 * Asks a port the ways that a program has: at the service's address, which its name may tell, and at the host's
 * published port. The first that works counts; if none does, the first that was tried says why.
 */
export function probeTarget(
  world: World,
  asker: Asker,
  target: Target,
  host: Party,
  answered: Answered,
): Cell {
  if (asker.party === undefined) return DOWN;
  const tried: Cell[] = [];
  for (const door of doorsOf(asker, target, host)) {
    const cell = askOnce(world, asker, target, door, answered);
    if (cell.word === 'open') {
      const named = door.way === 'address' && isNamed(world, asker, target, door.ip, answered);
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
  const isNear = ({ network }: OwnAddress) => network !== undefined && near.has(network);
  const own = target.addresses.map((address): Door => ({ way: 'address', port, ...address }));
  yield* own.sort((a, b) => Number(isNear(b)) - Number(isNear(a)));
  for (const published of target.published)
    for (const ip of doorsOfHost(published, host, kind === 'host'))
      yield { way: 'published', ip, port: published.port };
}

/** Whether the service's name leads the asker to this address. A lookup is dear, so only where the address answers. */
function isNamed(world: World, asker: Asker, target: Target, ip: Ip, answered: Answered): boolean {
  if (asker.service === undefined) return false;
  const key = `${target.service} ${namesKey(asker.service, target, answered)}`;
  const known = answered.names.get(key) ?? lookUp({ world }, asker.party!, target.service).addresses;
  answered.names.set(key, known);
  return known.includes(ip);
}

/**
 * What decides where a name leads: the one network that both are on, or, where more could say something, all that the
 * asker is on and all its settings for names.
 */
function namesKey(asker: PlannedService, target: Target, { ambiguous }: Answered): string {
  const { container, links, externalLinks, sharesNetworkOf } = asker;
  const { networkMode, attachments, dns, dnsSearch, dnsOptions, extraHosts } = container;
  const own = [networkMode, sharesNetworkOf, dns, dnsSearch, dnsOptions, extraHosts, links, externalLinks];
  const there = [...(target.party.container?.networks.keys() ?? [])];
  const shared = attachments.filter(({ network }) => there.includes(network));
  const networks = shared.length === 1 && !ambiguous.has(target.service) ? shared : attachments;
  return JSON.stringify([networks.map(({ network, gwPriority }) => [network, gwPriority]), ...own]);
}

/** Asks, unless the answer is known from another one. */
function askOnce(world: World, asker: Asker, target: Target, door: Door, { shut, doors }: Answered): Cell {
  const { ip, port, network } = door;
  const way = wayOf(world, asker, target, ip);
  const place = `${way} ${doorText(ip, port)}/${target.protocol}`;
  const before = doors.get(place);
  if (before !== undefined) return before;
  const closed = network === undefined ? undefined : shut.get(`${way} ${network}`);
  if (closed !== undefined) return { ...closed, door: doorText(ip, port) };
  const { cell, outcome } = askDoor(world, asker.party!, target, door);
  if (network !== undefined && isShutOut(world, outcome)) shut.set(`${way} ${network}`, cell);
  doors.set(place, cell);
  return cell;
}

/**
 * How a packet leaves its sender. Containers that hand it to the same next hop are on the same bridge, and the rules of
 * a host that has nothing but the project know bridges, not their members: they fare alike. Those that may change their
 * own namespace, or share the target's, are asked themselves.
 */
function wayOf(world: World, { service, party }: Asker, target: Target, ip: Ip): string {
  const netns = party!.netns!;
  if (service === undefined || netns === target.party.netns) return `from ${netns}`;
  const { privileged, capAdd, container } = service;
  if (privileged || capAdd.length > 0 || Object.keys(container.sysctls).length > 0) return `from ${netns}`;
  if (container.attachments.length === 0) return `from ${netns}`;
  const route = lookupRoute(world.kernel, netns, ip);
  const hop = route === undefined ? 'none' : route.via === undefined ? 'on link' : formatIp(route.via);
  const { apart, proberInternal } = relationOf(party!, target.party);
  return `${hop} ${apart} ${proberInternal}`;
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
