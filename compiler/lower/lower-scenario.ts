import type { BoundScenario } from '../bind/bound-scenario.ts';
import type { Scenario } from '../ir/ir.ts';
import { optional } from './optional.ts';
import { storyOf } from './story.ts';
import { surroundingsOf } from './surroundings.ts';

/** What a bound scenario means, with every default filled in. */
export function lowerScenario(scenario: BoundScenario): Scenario {
  const { node } = scenario;
  return {
    kind: 'scenario',
    name: node.name.text,
    ...optional('prose', node.prose?.text),
    shows: node.statements.flatMap((statement) =>
      statement.kind === 'shows' ? statement.ids.map(({ text }) => text) : [],
    ),
    surroundings: surroundingsOf(scenario),
    story: storyOf(scenario),
    origin: node.span,
  };
}
