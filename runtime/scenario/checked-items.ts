import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { ProofSize } from '../prove/prove-claim.ts';
import type { Verdict } from './judge/verdict.ts';
import type { ItemResult, ScenarioResult } from './result.ts';

/** Something of a story that can go wrong: a claim, an action, a step that should be refused. */
export interface CheckedItem {
  /** The claim as written; for an action what it is. */
  readonly name: string;
  readonly verdict?: Verdict['kind'];
  readonly diagnostic?: Diagnostic;
  /** Where the claim was proved for every packet: how much that went through. */
  readonly proof?: ProofSize;
  /** Why a real engine could not be asked. */
  readonly skipped?: string;
  /** It went otherwise than the scenario says; false where it cannot be judged. */
  readonly failed: boolean;
}

/** The items of a result that can go wrong, in order, steps unfolded. An action counts only when it did. */
export const checkedItems = ({ items }: ScenarioResult): readonly CheckedItem[] => items.flatMap(checkedItem);

function checkedItem(item: ItemResult): readonly CheckedItem[] {
  switch (item.kind) {
    case 'claim': {
      const { verdict, invariant, claim } = item;
      const name =
        invariant === undefined ? claim.text : `${invariant.name}, after ${invariant.after}: ${claim.text}`;
      return [checkedClaim(name, verdict)];
    }
    case 'do': {
      const { diagnostic, outcome, action, message = '' } = item;
      if (outcome === 'skipped') return [{ name: action.kind, failed: false, skipped: message }];
      return diagnostic ? [{ name: action.kind, failed: outcome === 'refused', diagnostic }] : [];
    }
    case 'exercise': {
      const { exercise, goals, diagnostic } = item;
      const solved = goals.map(({ claim, verdict }) =>
        checkedClaim(`${exercise.name}, solved: ${claim.text}`, verdict),
      );
      return [...solved, ...(diagnostic ? [{ name: exercise.name, failed: true, diagnostic }] : [])];
    }
    case 'step': {
      const { diagnostic, name, items } = item;
      return [...items.flatMap(checkedItem), ...(diagnostic ? [{ name, failed: true, diagnostic }] : [])];
    }
    case 'show':
    case 'note':
      return [];
    default:
      return item satisfies never;
  }
}

function checkedClaim(name: string, verdict: Verdict): CheckedItem {
  const failed = verdict.kind === 'failed' || verdict.kind === 'hollow';
  const diagnostic = 'diagnostic' in verdict ? verdict.diagnostic : undefined;
  const why = verdict.kind === 'skipped' ? { skipped: verdict.why } : {};
  const proof = verdict.kind === 'held' && verdict.proof ? { proof: verdict.proof } : {};
  return { name, verdict: verdict.kind, failed, ...why, ...proof, ...(diagnostic && { diagnostic }) };
}
