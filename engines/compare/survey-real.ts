import { compareSurveys } from '../../runtime/survey/compare-surveys.ts';
import { type SurveyLine, surveyOf } from '../../runtime/survey/survey.ts';
import { PATIENCE } from '../ask/find-out.ts';
import { gather } from '../ask/gather.ts';
import { isUnaskable, type Unaskable } from '../play/run-at.ts';
import type { RealSession } from '../real-session.ts';

/**
 * Surveys the real machines. Where it differs from the simulated survey they are asked again with more patience,
 * since a busy machine is slow and a real one may need a moment; what still differs then does.
 */
export async function surveyReal(
  real: RealSession,
  simulated: readonly SurveyLine[],
): Promise<readonly SurveyLine[] | Unaskable> {
  const quick = await gather(real, PATIENCE.short, surveyOf);
  if (isUnaskable(quick) || compareSurveys(simulated, quick).length === 0) return quick;
  await real.lookAgain();
  return gather(real, PATIENCE.long, surveyOf);
}
