import { diagnose } from '../../../diagnostics/diagnostic.ts';
import { type ProofDoor, proveUnreachable } from '../../prove/prove-claim.ts';
import { findParty, isUnknown, type Party } from '../party.ts';
import type { Session } from '../session.ts';
import { counterexample } from './counterexample.ts';
import { questionsFor } from './doors.ts';
import type { Fact } from './fact.ts';
import { judgeReachableOnlyFrom, othersThan } from './reachable-only-from.ts';
import { type ClaimOf, failed, held, unjudgeable, type Verdict } from './verdict.ts';

/** `t is reachable only from x`, for every packet of everybody else. */
export function proveReachableOnlyFrom(session: Session, claim: ClaimOf<'reachable-only-from'>): Verdict {
  const { world } = session;
  const asked = judgeReachableOnlyFrom(session, claim);
  if (asked.kind !== 'held') return asked;
  const to = findParty(world, claim.to) as Party;
  const only = claim.only
    .map((who) => findParty(world, who))
    .filter((party): party is Party => !isUnknown(party));
  const doors =
    claim.port.kind === 'any'
      ? 'any'
      : questionsFor(world, to, to.addresses, claim.port).map(({ door }): ProofDoor => door);
  const target = { addresses: to.addresses, ...(to.netns !== undefined && { netns: to.netns }) };
  let pieces = 0;
  let packets = 0n;
  const against: { readonly name: string; readonly fact: Fact }[] = [];
  for (const party of othersThan(world, to, only)) {
    const proof = proveUnreachable(world.kernel, { from: party.netns!, to: target, doors });
    if (proof.kind === 'unjudgeable') return unjudgeable(claim, proof.why);
    if (proof.kind === 'refuted')
      against.push({ name: `\`${party.name}\``, fact: counterexample(session, party, to, proof, false) });
    pieces += proof.size.pieces;
    packets += BigInt(proof.size.packets);
  }
  if (against.length === 0) return held([], { pieces, packets: String(packets) });
  const also = against.map(({ name }) => name).join(', ');
  return failed(
    diagnose('E2109', { to: to.name, also }, claim.origin),
    against.map(({ fact }) => fact),
  );
}
