import type { Scenario } from '../../compiler/ir/ir.ts';
import type { Span } from '../../diagnostics/span.ts';
import { checkedItems } from '../scenario/checked-items.ts';
import { type RunOptions, runScenario } from '../scenario/run.ts';
import { mutationsOf } from './mutations-of.ts';

/** One mutation of a scenario, and what noticed it. */
export interface MutationResult {
  readonly what: string;
  readonly origin: Span;
  /** The claims that no longer hold, as written. */
  readonly noticedBy: readonly string[];
  /** What the engine said to it: such a world cannot be, so no claim has to notice. */
  readonly refused?: string;
}

export const survives = ({ noticedBy, refused }: MutationResult): boolean =>
  noticedBy.length === 0 && refused === undefined;

/** Judges the claims in every mutated world. The scenario's own claims must hold before. */
export function* mutateScenario(scenario: Scenario, options: RunOptions = {}): Generator<MutationResult> {
  for (const { what, origin, scenario: mutated } of mutationsOf(scenario)) {
    const result = runScenario(mutated, options);
    const items = checkedItems(result);
    const refusal = items.find(({ verdict, failed }) => verdict === undefined && failed);
    const noticedBy = items.flatMap(({ verdict, name }) =>
      verdict === undefined || verdict === 'held' ? [] : [name],
    );
    const refused = result.diagnostics[0]?.message ?? refusal?.diagnostic?.message;
    yield { what, origin, noticedBy, ...(refused !== undefined && noticedBy.length === 0 && { refused }) };
  }
}
