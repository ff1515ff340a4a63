import { type Diagnostic, diagnose } from '../../../diagnostics/diagnostic.ts';
import type { BoundScenario } from '../../bind/bound-scenario.ts';
import { valuesOf } from '../../bind/entity.ts';
import { lengthOf } from '../../ports/port-range.ts';
import { parsePublished } from '../../ports/published-port.ts';

/** More ports than this, and the start of the container takes minutes (moby#11185). */
const MANY = 100;

export function* largePortRange(scenario: BoundScenario): Generator<Diagnostic> {
  for (const { block } of scenario.entities) {
    for (const { text, span } of valuesOf(block, 'publish')) {
      const port = parsePublished(text);
      const count = port ? lengthOf(port.container) : 0;
      if (count > MANY) yield diagnose('E1302', { count }, span);
    }
  }
}
