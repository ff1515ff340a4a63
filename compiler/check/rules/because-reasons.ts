import { type Diagnostic, diagnose } from '../../../diagnostics/diagnostic.ts';
import { didYouMean } from '../../../diagnostics/did-you-mean.ts';
import type { ClaimNode } from '../../../grammar/ast-claim.ts';
import type { BoundScenario } from '../../bind/bound-scenario.ts';
import { REASONS, reasonOf } from '../../claims/reasons.ts';

/** `because` names an outcome, a cause or a chain. */
export const becauseReasons = (scenario: BoundScenario): Iterable<Diagnostic> =>
  unknownReasons(scenario.claims);

export function* unknownReasons(claims: readonly ClaimNode[]): Generator<Diagnostic> {
  for (const { because } of claims) {
    if (because === undefined || reasonOf(because.reason.text, because.by?.text) !== undefined) continue;
    const { text: reason, span } = because.reason;
    const fixes = didYouMean(reason, REASONS).map((text) => ({ title: `write ${text}`, span, text }));
    yield diagnose('E2001', { reason, known: REASONS }, span, { fixes: fixes.slice(0, 1) });
  }
}
