import { type Diagnostic, diagnose } from '../../../diagnostics/diagnostic.ts';
import type { BoundScenario } from '../../bind/bound-scenario.ts';

/** `docs/statements.md` lists T1 to T47. */
const LAST = 47;

export function* statementIds(scenario: BoundScenario): Generator<Diagnostic> {
  for (const { statement } of scenario.statements) {
    if (statement.kind !== 'shows') continue;
    for (const { text, span } of statement.ids) {
      const number = Number(/^T([1-9]\d*)$/.exec(text)?.[1]);
      if (!(number <= LAST)) yield diagnose('E1014', { id: text }, span);
    }
  }
}
