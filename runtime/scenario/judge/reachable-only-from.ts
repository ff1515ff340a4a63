import { diagnose } from '../../../diagnostics/diagnostic.ts';
import type { World } from '../../world.ts';
import {
  findParty,
  internetParty,
  isUnknown,
  machineParty,
  type Party,
  runningContainers,
} from '../party.ts';
import type { Session } from '../session.ts';
import { askFact } from './asking.ts';
import { questionsFor } from './doors.ts';
import type { Fact } from './fact.ts';
import { type ClaimOf, failed, held, hollow, unjudgeable, type Verdict } from './verdict.ts';

type OnlyFrom = ClaimOf<'reachable-only-from'>;

/**
 * `t is reachable only from x`: x reaches it, and nobody else does, of all other containers, other hosts,
 * clients and the internet. The target's own host is asked only when it is named: a host always reaches its
 * own bridges.
 */
export function judgeReachableOnlyFrom(session: Session, claim: OnlyFrom): Verdict {
  const { world } = session;
  const to = findParty(world, claim.to);
  if (isUnknown(to)) return unjudgeable(claim, to.unknown);
  const named = claim.only.map((who) => findParty(world, who));
  const unknown = named.find(isUnknown);
  if (unknown) return unjudgeable(claim, unknown.unknown);
  const only = (named as Party[]).flatMap((party) => party.tasks ?? [party]);
  const questions = questionsFor(world, to, to.addresses, claim.port);
  if (questions.length === 0) return hollow(claim, `\`${to.name}\` has no address and port to ask`);
  const factsFrom = (party: Party, holds: boolean): readonly Fact[] =>
    questions.map((question) => askFact(session, party, to, question, { holds }));

  const silent = only.find((party) => party.netns === undefined);
  if (silent) return hollow(claim, `\`${silent.name}\` does not run`);
  const wanted = only.map((party) => ({ party, facts: factsFrom(party, true) }));
  const missed = wanted.find(({ facts }) => facts.every(({ holds }) => !holds));
  if (missed) {
    const names = { from: missed.party.name, to: to.name, outcome: missed.facts[0]!.actual };
    return failed(diagnose('E2103', names, claim.origin), missed.facts);
  }
  const facts = othersThan(world, to, only).flatMap((party) =>
    factsFrom(party, false).map((fact) => ({ party, fact })),
  );
  const also = facts.filter(({ fact }) => !fact.holds).map(({ party }) => `\`${party.name}\``);
  const all = [
    ...wanted.flatMap((w) => w.facts.filter(({ holds }) => holds)),
    ...facts.map(({ fact }) => fact),
  ];
  if (also.length === 0) return held(all);
  const names = { to: to.name, also: [...new Set(also)].join(', ') };
  return failed(diagnose('E2109', names, claim.origin), all);
}

/** Everybody else who could ask: those in a namespace of their own, once each. */
export function othersThan(world: World, to: Party, only: readonly Party[]): readonly Party[] {
  const taken = new Set([to, ...(to.tasks ?? []), ...only].map(({ netns }) => netns));
  const ownHost = to.machine === undefined ? undefined : world.kernel.machines.get(to.machine)?.root;
  const machines = [...world.kernel.machines.values()]
    .filter(({ kind }) => kind === 'host' || kind === 'client')
    .map(({ name }) => machineParty(world, name));
  const everybody = [...runningContainers(world), ...machines, internetParty(world)];
  return everybody.filter((party): party is Party => {
    if (isUnknown(party) || party.netns === undefined || taken.has(party.netns)) return false;
    taken.add(party.netns);
    return party.netns !== ownHost;
  });
}
