import { compareSurveys, type SurveyDifference } from '../../runtime/survey/compare-surveys.ts';
import { type SurveyLine, surveyOf } from '../../runtime/survey/survey.ts';
import { PATIENCE } from '../ask/find-out.ts';
import { gather } from '../ask/gather.ts';
import { type Known, nothingKnown } from '../ask/gathered-answers.ts';
import { isUnaskable, type Unaskable } from '../play/run-at.ts';
import type { RealSession } from '../real-session.ts';

/**
 * Surveys the real machines. What differs from the simulated survey is asked again with more patience, since a busy
 * machine is slow and a real one may need a moment; what still differs then does.
 */
export async function surveyReal(
  real: RealSession,
  simulated: readonly SurveyLine[],
): Promise<readonly SurveyLine[] | Unaskable> {
  const known = nothingKnown();
  const quick = await gather(real, PATIENCE.short, surveyOf, known);
  if (isUnaskable(quick)) return quick;
  const differences = compareSurveys(simulated, quick);
  if (differences.length === 0) return quick;
  const asked = differences.every(
    ({ what, real: line }) => line?.pair !== undefined || / looks up /.test(what),
  );
  if (!asked) {
    await real.lookAgain();
    return gather(real, PATIENCE.long, surveyOf);
  }
  forget(known, differences);
  return gather(real, PATIENCE.long, surveyOf, known);
}

/** Answers that agreed are good; the others are wanted once more. */
function forget(known: Known, differences: readonly SurveyDifference[]): void {
  known.lookedUp.clear();
  for (const [key, wanted] of known.questions) {
    const again = differences.some(
      ({ real }) =>
        real?.pair !== undefined &&
        wanted.kind === 'ask' &&
        wanted.from.name === real.pair.from &&
        wanted.question.ip === real.pair.ip,
    );
    if (again) known.asked.delete(key);
  }
}
