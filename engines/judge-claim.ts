import type { Claim } from '../compiler/ir/claim.ts';
import { judgeClaim } from '../runtime/scenario/judge/judge.ts';
import { skipped, type Verdict } from '../runtime/scenario/judge/verdict.ts';
import { PATIENCE } from './ask/find-out.ts';
import { gather } from './ask/gather.ts';
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

/** A claim that fails is asked again with more patience: a busy machine is no difference. */
async function judgeNow(real: RealSession, claim: Claim): Promise<Verdict> {
  const verdict = await judgeWith(real, claim, PATIENCE.short);
  return verdict.kind === 'failed' ? judgeWith(real, claim, PATIENCE.long) : verdict;
}

async function judgeWith(real: RealSession, claim: Claim, patience: number): Promise<Verdict> {
  const verdict = await gather(real, patience, (session) =>
    judgeClaim(session, { ...claim, when: { kind: 'now' } }),
  );
  if ('unaskable' in verdict) return skipped(verdict.unaskable);
  return verdict.kind === 'unjudgeable' ? skipped(verdict.diagnostic.message) : verdict;
}
