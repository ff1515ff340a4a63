import type { BoundScenario } from '../bind/bound-scenario.ts';
import { textsOf, valuesOf } from '../bind/entity.ts';
import type { Surroundings } from '../ir/surroundings.ts';
import { listenersOf } from './listeners.ts';
import { machinesOf } from './machines.ts';
import { optional } from './optional.ts';
import { lansOf } from './segments.ts';

/** Everything that is there before Docker does anything. */
export function surroundingsOf(scenario: BoundScenario): Surroundings {
  const lans = lansOf(scenario);
  const seed = scenario.node.statements.find((statement) => statement.kind === 'seed');
  return {
    segments: lans.map(({ segment }) => segment),
    ...machinesOf(scenario, lans),
    images: scenario.entities
      .filter(({ kind }) => kind === 'image')
      .map(({ name, block, span }) => ({
        name,
        listen: listenersOf(valuesOf(block, 'listen')),
        expose: textsOf(block, 'expose'),
        origin: span,
      })),
    ...optional('seed', seed?.seed),
  };
}
