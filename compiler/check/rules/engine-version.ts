import { type Diagnostic, diagnose } from '../../../diagnostics/diagnostic.ts';
import type { BoundScenario } from '../../bind/bound-scenario.ts';
import { valuesOf } from '../../bind/entity.ts';
import { ENGINE_LINES, engineLineOf } from '../../ir/engine-lines.ts';

/** A release that dnet simulates: `26.1`, `26.1.5`, `v20.10.24`. */
export function* engineVersion(scenario: BoundScenario): Generator<Diagnostic> {
  for (const { kind, block } of scenario.entities) {
    for (const { text, span } of kind === 'host' ? valuesOf(block, 'engine') : []) {
      if (engineLineOf(text) === undefined) {
        yield diagnose('E1011', { version: text, known: ENGINE_LINES }, span);
      }
    }
  }
}
