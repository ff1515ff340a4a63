import { diagnose } from '../../../diagnostics/diagnostic.ts';
import { formatIp } from '../../address/ip.ts';
import { namespaceName } from '../../explain/names.ts';
import type { Hop } from '../../kernel/trace.ts';
import type { World } from '../../world.ts';
import { answererOf } from '../answerer.ts';
import { askIn, type Question } from '../ask.ts';
import { findParty, isUnknown, type Party } from '../party.ts';
import type { Session } from '../session.ts';
import { isServedBy, targetText } from './asking.ts';
import { questionsFor } from './doors.ts';
import { ofEveryTask } from './every-task.ts';
import { type Fact, factOf } from './fact.ts';
import { type ClaimOf, failed, held, hollow, unjudgeable, type Verdict } from './verdict.ts';

/** `server sees client as ADDRESS via TARGET:PORT`: the source address that the answering server saw. */
export function judgeSees(session: Session, claim: ClaimOf<'sees'>): Verdict {
  const { world } = session;
  const [server, client, to] = [claim.server, claim.client, claim.to].map((who) => findParty(world, who));
  for (const party of [server!, client!, to!]) if (isUnknown(party)) return unjudgeable(claim, party.unknown);
  return ofEveryTask(claim, client as Party, (asker) =>
    judgeSeen(session, claim, { server: server as Party, client: asker, to: to as Party }),
  );
}

function judgeSeen(session: Session, claim: ClaimOf<'sees'>, parties: Parties): Verdict {
  const { world } = session;
  if (parties.client.netns === undefined) return hollow(claim, `\`${parties.client.name}\` does not run`);
  const questions = questionsFor(world, parties.to, parties.to.addresses, claim.port);
  if (questions.length === 0) return hollow(claim, `\`${parties.to.name}\` has no address and port to ask`);
  const facts = questions.map((question) => seenFact(session, claim, parties, question));
  const against = facts.find(({ holds }) => !holds);
  if (against === undefined) return held(facts);
  const names = { server: parties.server.name, client: parties.client.name };
  return failed(diagnose('E2108', { ...names, found: against.actual }, claim.origin), facts);
}

interface Parties {
  readonly server: Party;
  readonly client: Party;
  readonly to: Party;
}

function seenFact(session: Session, claim: ClaimOf<'sees'>, parties: Parties, question: Question): Fact {
  const { outcome, hops } = askIn(session, parties.client, question);
  const peer = outcome.kind === 'delivered' ? outcome.answer.peer : undefined;
  const seen = peer === undefined ? 'nobody' : formatIp(peer.ip);
  const wanted = addressesNamed(session.world, claim.as);
  const fact = factOf(session, {
    asked: `${parties.client.name} ─▶ ${targetText(parties.to, question.ip, question.door)}`,
    expected: claim.as,
    holds:
      wanted.includes(seen) &&
      isServedBy(answererOf(session.world, outcome), parties.server.name) &&
      wasSnatted(session.world, claim, hops),
    reasons: [seen],
    outcome,
    hops,
  });
  return fact;
}

/** `as` names an address, or somebody whose address it is. */
function addressesNamed(world: World, name: string): readonly string[] {
  for (const kind of ['container', 'host'] as const) {
    const party = findParty(world, { kind, name });
    if (!isUnknown(party) && party.addresses.length > 0) return party.addresses.map(formatIp);
  }
  return [name];
}

/** `because snat by X`: the source address was rewritten in the namespace X. */
function wasSnatted(world: World, { because }: ClaimOf<'sees'>, hops: readonly Hop[]): boolean {
  if (because?.kind !== 'snat') return true;
  // The engine's own name of the namespace `ingress_sbox` is ingress-sbox.
  const by = because.by.replace('ingress-sbox', 'ingress_sbox');
  return hops.some(
    (hop) =>
      hop.kind === 'nat' &&
      hop.manipulation === 'source' &&
      [namespaceName(world, hop.netns), world.kernel.namespaces.get(hop.netns)?.name].includes(by),
  );
}
