import { type Diagnostic, diagnose } from '../../../diagnostics/diagnostic.ts';
import type { BoundScenario } from '../../bind/bound-scenario.ts';

/** What is there before Docker does anything cannot come into being in the story. */
const SURROUNDINGS: readonly string[] = ['host', 'client', 'lan', 'image'];

export function* declarationPlace(scenario: BoundScenario): Generator<Diagnostic> {
  for (const { statement, step } of scenario.statements) {
    if (step === undefined) continue;
    const what = statement.kind === 'declaration' ? statement.what : statement.kind;
    const misplaced = SURROUNDINGS.includes(what) || statement.kind === 'seed' || statement.kind === 'shows';
    if (misplaced) yield diagnose('E1015', { what: `\`${what}\``, where: 'in a step' }, statement.span);
  }
}
