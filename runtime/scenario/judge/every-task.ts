import type { Claim } from '../../../compiler/ir/claim.ts';
import type { Party } from '../party.ts';
import { held, hollow, type Verdict } from './verdict.ts';

/** A service asks with each of its tasks: what is claimed of it must hold for all of them. Anybody else asks once. */
export function ofEveryTask(
  claim: Pick<Claim, 'text' | 'when' | 'because' | 'origin'>,
  from: Party,
  judge: (asker: Party) => Verdict,
): Verdict {
  if (from.tasks === undefined) return judge(from);
  const verdicts = from.tasks.map(judge);
  const against = verdicts.find(({ kind }) => kind !== 'held');
  if (verdicts.length === 0) return hollow(claim, `no task of \`${from.name}\` runs`);
  return against ?? held(verdicts.flatMap(({ facts }) => facts));
}
