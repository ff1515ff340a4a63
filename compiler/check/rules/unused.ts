import { type Diagnostic, diagnose } from '../../../diagnostics/diagnostic.ts';
import type { EntityKind } from '../../attributes/attribute.ts';
import type { BoundScenario } from '../../bind/bound-scenario.ts';
import { textsOf } from '../../bind/entity.ts';
import { referencesOf, referencesOfEntity } from '../../bind/references.ts';

/** Declarations that are only there for others to use. */
const FOR_OTHERS: readonly EntityKind[] = ['network', 'image'];

export function* unused(scenario: BoundScenario): Generator<Diagnostic> {
  const statements = scenario.statements.map(({ statement }) => statement);
  const used = new Set(
    [...statements.flatMap(referencesOf), ...scenario.entities.flatMap(referencesOfEntity)].flatMap((r) => [
      r.name,
      ...(r.host === undefined ? [] : [r.host]),
    ]),
  );
  const typed = statements
    .flatMap((s) => (s.kind === 'command' || s.kind === 'show' ? [s.command.command.text] : []))
    .join('\n');
  for (const { block } of scenario.entities) for (const image of textsOf(block, 'image')) used.add(image);
  for (const { services } of scenario.projects.values())
    for (const { image } of services) if (image !== undefined) used.add(image.value);
  for (const { kind, name, nameSpan, foreign } of scenario.entities) {
    if (!FOR_OTHERS.includes(kind) || foreign || used.has(name) || typed.includes(name)) continue;
    yield diagnose('E1017', { what: kind, name }, nameSpan);
  }
}
