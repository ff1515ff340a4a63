import type { Claim } from '../../compiler/ir/claim.ts';
import type { Comparison, Property } from '../../compiler/ir/ir.ts';
import type { Hop } from '../kernel/trace.ts';
import { answererOf } from '../scenario/answerer.ts';
import { ask, type Door } from '../scenario/ask.ts';
import { judgeClaim } from '../scenario/judge/judge.ts';
import type { Verdict } from '../scenario/judge/verdict.ts';
import { findParty, isUnknown, listenersOf, machineParty, type Party } from '../scenario/party.ts';
import type { World } from '../world.ts';
import { bindClaim, whoOf } from './bind-names.ts';
import { bindingsOf } from './bindings.ts';
import type { Bindings } from './entity.ts';
import { type Playing, scenarioSoFar } from './playing.ts';
import { doorsReached, keyedParties, questionsOf } from './reach-table.ts';
import { chosenNames, claimItem, Refutation, reachClaim, Unjudgeable } from './refutation.ts';
import type { Statistics } from './statistics.ts';

/** Judges every claim of a property for every choice of its variables, in the world as it is now. */
export function judgeProperty(property: Property, playing: Playing, statistics: Statistics): number {
  const matched = bindingsOf(playing.session.world, property);
  statistics.matched += matched.length;
  for (const bindings of matched) {
    judgeClaims(property, playing, bindings, statistics);
    judgeComparisons(property, playing, bindings, statistics);
  }
  return matched.length;
}

/** Those that compare parties of one world. */
export function judgeComparisons(
  { compare }: Property,
  playing: Playing,
  bindings: Bindings,
  statistics: Statistics,
): void {
  for (const comparison of compare) {
    if (comparison.kind === 'same-reach') judgeSameReach(comparison, playing, bindings, statistics);
    if (comparison.kind === 'hears') judgeHears(comparison, playing, bindings, statistics);
    if (comparison.kind === 'reaches-published') judgePublished(comparison, playing, bindings, statistics);
  }
}

export function judgeClaims(
  property: Property,
  playing: Playing,
  bindings: Bindings,
  statistics: Statistics,
): void {
  const { session } = playing;
  for (const claim of property.expect) {
    const bound = bindClaim(session.world, claim, bindings);
    const verdict = judgeBound(session, bound);
    if (verdict.kind === 'unjudgeable') throw new Unjudgeable(verdict.diagnostic.message);
    if (verdict.kind === 'hollow') {
      statistics.vacuous++;
      continue;
    }
    statistics.judged++;
    if (verdict.kind === 'held') continue;
    const scenario = scenarioSoFar(playing, property.name);
    const story = [...scenario.story, claimItem(bound)];
    throw new Refutation({
      law: claim.text,
      origin: claim.origin,
      chosen: chosenNames(bindings),
      scenarios: [{ ...scenario, story }],
    });
  }
}

/** `on any port` speaks of every packet: it is proved, and asked door by door only where no proof can be had. */
function judgeBound(session: Playing['session'], claim: Claim): Verdict {
  if (claim.kind !== 'reach' || claim.port.kind !== 'any') return judgeClaim(session, claim);
  const proof = judgeClaim(session, claim, true);
  return proof.kind === 'unjudgeable' ? judgeClaim(session, claim) : proof;
}

/** The party that a variable stands for; undefined while it does not run. */
function partyOf({ session: { world } }: Playing, bindings: Bindings, name: string): Party | undefined {
  const entity = bindings.get(name);
  const party = entity && findParty(world, whoOf(world, entity));
  return party === undefined || isUnknown(party) || party.netns === undefined ? undefined : party;
}

type ComparisonOf<K extends Comparison['kind']> = Extract<Comparison, { kind: K }>;

/** What the one of two parties reaches of everybody else, the other reaches too. */
function judgeSameReach(
  comparison: ComparisonOf<'same-reach'>,
  playing: Playing,
  bindings: Bindings,
  statistics: Statistics,
): void {
  const { left, right } = comparison;
  const { world } = playing.session;
  const [a, b] = [partyOf(playing, bindings, left), partyOf(playing, bindings, right)];
  if (a === undefined || b === undefined) {
    statistics.vacuous++;
    return;
  }
  for (const { party: to } of keyedParties(world)) {
    if (to.netns === a.netns || to.netns === b.netns) continue;
    statistics.judged++;
    const [ofA, ofB] = [doorsReached(world, a, to), doorsReached(world, b, to)];
    for (const [more, less, moreName, lessName] of [
      [ofA, ofB, left, right],
      [ofB, ofA, right, left],
    ] as const)
      for (const [door, { ...asked }] of more)
        if (!less.has(door)) refuteReach(playing, comparison, bindings, moreName, lessName, to, asked);
  }
}

function refuteReach(
  playing: Playing,
  { text: law, origin }: Comparison,
  bindings: Bindings,
  reaches: string,
  doesNot: string,
  to: Party,
  door: Parameters<typeof reachClaim>[2],
): never {
  const { world } = playing.session;
  const who = (name: string) => whoOf(world, bindings.get(name)!);
  const scenario = scenarioSoFar(playing, law);
  const target = partyWho(world, to);
  const story = [
    ...scenario.story,
    claimItem(reachClaim(who(reaches), target, door)),
    claimItem(reachClaim(who(doesNot), target, door)),
  ];
  const chosen = chosenNames(bindings);
  throw new Refutation({ law, origin, chosen, scenarios: [{ ...scenario, story }] });
}

/** A party as a claim names it. */
export const partyWho = (world: Playing['session']['world'], { kind, name, machine }: Party) =>
  kind === 'container'
    ? ({ kind, name, ...(world.engines.size > 1 && machine !== undefined && { host: machine }) } as const)
    : world.engines.has(name)
      ? ({ kind: 'host', name } as const)
      : ({ kind: 'client', name } as const);

/** A program that got a question answers it, and the answer comes back. */
function judgeHears(
  { from, to, text, origin }: ComparisonOf<'hears'>,
  playing: Playing,
  bindings: Bindings,
  statistics: Statistics,
): void {
  const { world } = playing.session;
  const [asker, target] = [partyOf(playing, bindings, from), partyOf(playing, bindings, to)];
  if (asker === undefined || target === undefined) {
    statistics.vacuous++;
    return;
  }
  for (const question of questionsOf(world, target)) {
    if (question.door.kind === 'icmp') continue;
    const { outcome, hops } = ask(world, asker, question);
    const arrived = hops.some(
      (hop) => hop.kind === 'deliver' && hop.socket !== undefined && hop.netns !== asker.netns,
    );
    if (!arrived || hops.some((hop) => isPaused(world, hop))) continue;
    statistics.judged++;
    if (outcome.kind === 'delivered') continue;
    const scenario = scenarioSoFar(playing, text);
    const claim = reachClaim(whoOf(world, bindings.get(from)!), partyWho(world, target), question.door);
    throw new Refutation({
      law: text,
      origin,
      chosen: chosenNames(bindings),
      scenarios: [{ ...scenario, story: [...scenario.story, claimItem(claim)] }],
    });
  }
}

/** A process that is paused takes connections, as the kernel does it for it, and answers none. */
function isPaused(world: World, hop: Hop): boolean {
  if (hop.kind !== 'deliver' || hop.socket === undefined) return false;
  const netns = world.kernel.namespaces.get(hop.netns);
  const container = netns?.sockets.get(hop.socket)?.process.container;
  if (container === undefined) return false;
  return world.engines.get(netns!.machine)?.containers.get(container)?.state.status === 'paused';
}

/** Each port that a container publishes at all addresses of its host answers there, and it is the container that answers. */
function judgePublished(
  { from, to, text, origin }: ComparisonOf<'reaches-published'>,
  playing: Playing,
  bindings: Bindings,
  statistics: Statistics,
): void {
  const { world } = playing.session;
  const entity = bindings.get(to);
  const asker = partyOf(playing, bindings, from);
  const target = partyOf(playing, bindings, to);
  if (asker === undefined || target === undefined || entity?.group !== 'containers') {
    statistics.vacuous++;
    return;
  }
  const host = machineParty(world, entity.engine.host);
  const listeners = listenersOf(world, target);
  const doors = Object.entries(entity.container.ports).flatMap(([port, bindings]) =>
    (bindings ?? []).flatMap(({ HostIp, HostPort }): Door[] => {
      const protocol = port.endsWith('/udp') ? 'udp' : 'tcp';
      const listens = listeners.some(
        ({ transport, port: own }) => transport === protocol && own === Number.parseInt(port, 10),
      );
      return listens && HostIp === '0.0.0.0' ? [{ kind: 'port', port: Number(HostPort), protocol }] : [];
    }),
  );
  if (isUnknown(host)) return;
  for (const door of doors) {
    statistics.judged++;
    const answers = host.addresses
      .filter((ip) => typeof ip === 'number')
      .map((ip) => ask(world, asker, { ip, door }).outcome)
      .every((outcome) => answererOf(world, outcome) === target.name);
    if (answers) continue;
    const scenario = scenarioSoFar(playing, text);
    const claim = {
      ...reachClaim(whoOf(world, bindings.get(from)!), { kind: 'host', name: entity.engine.host }, door),
      servedBy: target.name,
    };
    throw new Refutation({
      law: text,
      origin,
      chosen: chosenNames(bindings),
      scenarios: [{ ...scenario, story: [...scenario.story, claimItem(claim)] }],
    });
  }
}
