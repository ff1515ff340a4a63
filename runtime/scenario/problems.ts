import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { checkedItems } from './checked-items.ts';
import type { ScenarioResult } from './result.ts';

/** Everything that went otherwise than the scenario says, in the order of its story. */
export const problemsOf = (result: ScenarioResult): readonly Diagnostic[] => [
  ...result.diagnostics,
  ...checkedItems(result).flatMap(({ diagnostic }) => diagnostic ?? []),
];
