import { type Diagnostic, diagnose } from '../../../diagnostics/diagnostic.ts';
import type { BoundScenario } from '../../bind/bound-scenario.ts';

/** moby daemon/names/names.go */
const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;
const RULE = 'only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed';

/** Docker wants two characters or more, of a small set. */
export function* containerName(scenario: BoundScenario): Generator<Diagnostic> {
  for (const { kind, name, nameSpan, foreign } of scenario.entities) {
    if (kind !== 'container' || foreign || NAME.test(name)) continue;
    const notes = [`the engine says: Invalid container name (${name}), ${RULE}`];
    yield diagnose('E1010', { name }, nameSpan, { notes });
  }
}
