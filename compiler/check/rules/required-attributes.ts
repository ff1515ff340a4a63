import { type Diagnostic, diagnose } from '../../../diagnostics/diagnostic.ts';
import type { EntityKind } from '../../attributes/attribute.ts';
import type { BoundScenario } from '../../bind/bound-scenario.ts';
import { usesOf } from '../../bind/entity.ts';

/** What Docker does not guess. */
const REQUIRED: readonly (readonly [EntityKind, string])[] = [
  ['container', 'image'],
  ['service', 'image'],
  ['lan', 'subnet'],
];

export function* requiredAttributes(scenario: BoundScenario): Generator<Diagnostic> {
  for (const { kind, name, nameSpan, block, foreign } of scenario.entities) {
    if (foreign || block.incomplete) continue;
    for (const [what, attribute] of REQUIRED) {
      if (what !== kind || usesOf(block, attribute).length > 0) continue;
      yield diagnose('E1009', { block: kind, name, attribute }, nameSpan);
    }
  }
}
