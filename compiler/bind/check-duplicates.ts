import { type Diagnostic, diagnose } from '../../diagnostics/diagnostic.ts';
import type { BoundScenario } from './bound-scenario.ts';
import type { Entity } from './entity.ts';
import { PARTIES } from './find-entity.ts';
import { hostOf } from './scene.ts';

/** Two things of one name, where a claim could not tell them apart or Docker would refuse the second. */
export function* checkDuplicates(scenario: BoundScenario): Generator<Diagnostic> {
  for (const entity of scenario.entities) {
    const others = scenario.named.get(entity.name) ?? [];
    const earlier = others.slice(0, others.indexOf(entity));
    const first = earlier.find((other) => clashes(scenario, other, entity));
    if (first) yield twice(entity, first);
  }
}

function clashes(scenario: BoundScenario, a: Entity, b: Entity): boolean {
  if (a.name !== b.name || a.foreign || b.foreign) return false;
  // The story may remove the first before it makes the second; if not, the engine refuses it.
  if (a.since !== b.since && (a.kind === 'container' || a.kind === 'network')) return false;
  const sameSpace = a.kind === b.kind || (PARTIES.includes(a.kind) && PARTIES.includes(b.kind));
  const local = a.kind === b.kind && (a.kind === 'container' || a.kind === 'network');
  return sameSpace && (!local || hostOf(scenario, a) === hostOf(scenario, b));
}

const twice = ({ name, kind, nameSpan }: Entity, first: Entity): Diagnostic =>
  diagnose('E1006', { name, kind, where: first.kind === kind ? '' : ` as a ${first.kind}` }, nameSpan, {
    related: [{ span: first.nameSpan, message: 'first declared here' }],
  });
