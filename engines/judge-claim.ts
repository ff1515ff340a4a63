import type { Claim } from '../compiler/ir/claim.ts';
import { judgeClaim } from '../runtime/scenario/judge/judge.ts';
import { skipped, type Verdict } from '../runtime/scenario/judge/verdict.ts';
import type { Session } from '../runtime/scenario/session.ts';
import { findCauses } from './ask/find-causes.ts';
import { PATIENCE } from './ask/find-out.ts';
import { gather } from './ask/gather.ts';
import { type Known, nothingKnown } from './ask/gathered-answers.ts';
import type { RealSession } from './real-session.ts';
import { whySkipped } from './why-skipped.ts';

const EVENTUALLY = 60_000;
const PAUSE = 500;

/** Judges a claim by the simulator's own judges, with answers of real machines. */
export async function judgeOnStage(real: RealSession, claim: Claim): Promise<Verdict> {
  const before = whySkipped(real, claim);
  if (before !== undefined) return skipped(before);
  const deadline = performance.now() + waitFor(claim);
  for (;;) {
    const verdict = await judgeNow(real, claim);
    if (verdict.kind !== 'failed' || performance.now() > deadline) return verdict;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    await real.lookAgain();
  }
}

const waitFor = ({ when }: Claim): number =>
  when.kind === 'now' ? 0 : when.kind === 'within' ? when.ms : EVENTUALLY;

/** A claim that fails is asked again with more patience, since a busy machine is no difference, and then for its reason. */
async function judgeNow(real: RealSession, claim: Claim): Promise<Verdict> {
  const quick = await judgeWith(real, claim, PATIENCE.short, nothingKnown());
  if (quick.kind !== 'failed') return quick;
  const known = nothingKnown();
  const patient = await judgeWith(real, claim, PATIENCE.long, known);
  if (patient.kind !== 'failed' || !wantsCause(claim)) return patient;
  if ([...real.performance.stage.hosts.values()].some(({ root }) => root === undefined))
    return skipped('which rule stops a packet is told by counters, and nobody may read them on this machine');
  await findCauses(real, known);
  return judgeWith(real, claim, PATIENCE.long, known);
}

/** The claim gives a reason that no client is told. */
const wantsCause = (claim: Claim): boolean =>
  (claim.because !== undefined && claim.because.kind !== 'outcome') || claim.kind === 'matrix';

async function judgeWith(real: RealSession, claim: Claim, patience: number, known: Known): Promise<Verdict> {
  const ask = (session: Session): Verdict => judgeClaim(session, { ...claim, when: { kind: 'now' } });
  const verdict = await gather(real, patience, ask, known);
  if ('unaskable' in verdict) return skipped(verdict.unaskable);
  return verdict.kind === 'unjudgeable' ? skipped(verdict.diagnostic.message) : verdict;
}
