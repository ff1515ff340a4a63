import { newSession, type Session } from '../../runtime/scenario/session.ts';
import type { Unaskable } from '../play/run-at.ts';
import type { RealSession } from '../real-session.ts';
import { findOut } from './find-out.ts';
import { gatheredAnswers, type Known, nothingKnown, type Wanted } from './gathered-answers.ts';

/** Names lead to addresses, addresses to answers, answers perhaps to more; no question leads further than this. */
const ROUNDS = 6;

/** Lets a pure function ask the real machines: it is called until every answer that it wants is there. */
export async function gather<T>(
  real: RealSession,
  patience: number,
  ask: (session: Session) => T,
  known: Known = nothingKnown(),
): Promise<T | Unaskable> {
  for (let round = 0; round < ROUNDS; round++) {
    const wanted = new Map<string, Wanted>();
    const value = ask({
      ...newSession(real.performance.scenario, real.world),
      history: real.history,
      answers: gatheredAnswers(known, wanted),
    });
    if (wanted.size === 0) return value;
    const [problem] = await findOut(real.performance, real.world, wanted.values(), known, patience);
    if (problem !== undefined) return problem;
  }
  throw new Error('a question to real machines leads from one to the next without end');
}
