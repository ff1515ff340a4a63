import type { ClaimNode } from '../../grammar/ast-claim.ts';
import type { BoundScenario } from './bound-scenario.ts';

/** Every claim of a scenario, those of invariants too, in source order. */
export const claimsOf = (scenario: BoundScenario): readonly ClaimNode[] =>
  scenario.statements.flatMap(({ statement }) => {
    if (statement.kind === 'expect') return [statement.claim];
    return statement.kind === 'invariant' ? statement.claims : [];
  });
