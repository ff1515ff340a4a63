import type { ClaimNode } from '../../grammar/ast-claim.ts';
import type { Placed } from './statements.ts';

/** Every claim of a scenario, those of invariants too, in source order. */
export const claimsOf = (statements: readonly Placed[]): readonly ClaimNode[] =>
  statements.flatMap(({ statement }) => {
    if (statement.kind === 'expect') return [statement.claim];
    return statement.kind === 'invariant' ? statement.claims : [];
  });
