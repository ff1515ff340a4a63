import { type Diagnostic, diagnose } from '../../../diagnostics/diagnostic.ts';
import type { BoundScenario } from '../../bind/bound-scenario.ts';

/** A name resolves to the addresses of one party, or to addresses that the claim lists. */
export function* answerParties(scenario: BoundScenario): Generator<Diagnostic> {
  for (const claim of scenario.claims) {
    if (claim.kind !== 'resolve' || claim.answer.kind !== 'parties') continue;
    const { parties } = claim.answer;
    if (parties.length === 1 || parties.every(({ kind }) => kind === 'address')) continue;
    const params = { attribute: 'resolves to', expected: 'one name, or addresses with commas between them' };
    yield diagnose('E1003', params, claim.span);
  }
}
