import { diagnose } from '../../../diagnostics/diagnostic.ts';
import type { Ip } from '../../address/ip.ts';
import type { NetnsId } from '../../kernel/kernel.ts';
import {
  type Proof,
  type ProofDoor,
  type ProofQuestion,
  proveReachable,
  proveUnreachable,
} from '../../prove/prove-claim.ts';
import { lookUp } from '../look-up.ts';
import { findParty, type Party } from '../party.ts';
import type { Session } from '../session.ts';
import { counterexample } from './counterexample.ts';
import { questionsFor } from './doors.ts';
import { judgeReach, pair } from './reach.ts';
import { type ClaimOf, failed, held, unjudgeable, type Verdict } from './verdict.ts';

type Reach = ClaimOf<'reach'>;

/**
 * `a cannot reach b on any port`, and every claim of an invariant: first asked as everywhere, which finds hollow claims
 * and wrong reasons, then proved for all packets that a's programs can send.
 */
export function proveReach(session: Session, claim: Reach): Verdict {
  const asked = judgeReach(session, claim);
  if (asked.kind !== 'held') return asked;
  if (claim.size !== undefined || claim.servedBy !== undefined)
    return unjudgeable(claim, 'no proof speaks of sizes or of who serves: claim it in a step');
  const { world } = session;
  const from = findParty(world, claim.from) as Party;
  const to = findParty(world, claim.to) as Party;
  if (from.netns === undefined) return asked;
  const byName = claim.byName || to.kind === 'name';
  const addresses = byName ? lookUp(session, from, claim.named ?? to.name).addresses : to.addresses;
  const proofs = questionsOf(session, claim, { from: from.netns, to, addresses, byName }).map((question) =>
    (claim.holds ? proveReachable : proveUnreachable)(world.kernel, question),
  );
  return verdictOf(session, claim, from, to, byName && claim.holds ? bestOf(proofs) : proofs);
}

interface Asked {
  readonly from: NetnsId;
  readonly to: Party;
  readonly addresses: readonly Ip[];
  readonly byName: boolean;
}

/** One question for all addresses; where one of several behind a name is enough, one for each. */
function questionsOf(session: Session, claim: Reach, asked: Asked): readonly ProofQuestion[] {
  const { from, to, addresses, byName } = asked;
  const target = { addresses, ...(to.netns !== undefined && { netns: to.netns }) };
  if (claim.port.kind === 'any') return [{ from, to: target, doors: 'any' }];
  const at = (own: readonly Ip[]): ProofQuestion => {
    const doors = questionsFor(session.world, to, own, claim.port).map(({ door }): ProofDoor => door);
    return { from, to: { ...target, addresses: own }, doors };
  };
  return claim.holds || byName ? addresses.map((ip) => at([ip])) : [at(addresses)];
}

const bestOf = (proofs: readonly Proof[]): readonly Proof[] => {
  const good = proofs.filter(({ kind }) => kind === 'holds');
  return good.length > 0 ? good : proofs;
};

function verdictOf(
  session: Session,
  claim: Reach,
  from: Party,
  to: Party,
  proofs: readonly Proof[],
): Verdict {
  let pieces = 0;
  let packets = 0n;
  for (const proof of proofs) {
    if (proof.kind === 'unjudgeable') return unjudgeable(claim, proof.why);
    if (proof.kind === 'refuted') {
      const fact = counterexample(session, from, to, proof, claim.holds);
      return failed(
        diagnose(claim.holds ? 'E2103' : 'E2104', wordsOf(claim, from, to, fact.outcome), claim.origin),
        [fact],
      );
    }
    pieces += proof.size.pieces;
    packets += BigInt(proof.size.packets);
  }
  return held([], { pieces, packets: String(packets) });
}

const wordsOf = (claim: Reach, from: Party, to: Party, outcome: string) => ({
  ...pair(claim, from, to),
  outcome,
});
