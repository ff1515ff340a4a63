import type { ComposeNode, ComposeVerb } from '../../../grammar/ast.ts';
import type { BoundScenario } from '../../bind/bound-scenario.ts';
import { composePlan } from '../../compose/plan.ts';
import type { Action } from '../../ir/action.ts';
import type { LowerTable } from './lower.ts';

/** `compose "./compose.yaml"` is `docker compose up -d`. Nothing when its files could not be read. */
export const composeUp = (scenario: BoundScenario, node: ComposeNode): readonly Action[] =>
  composeAction(scenario, node, 'up', []);

/** `compose stop shop api`, `compose scale shop api=3`: the project with that name, as it was last brought up. */
export const composeActions: LowerTable<'compose-command'> = {
  'compose-command': (scenario, { verb, project, span, arguments: values }) => {
    const found = [...scenario.projects].findLast(
      ([{ span: up }, { name }]) => name === project.text && up.start < span.start,
    );
    const words = values.map(({ text }) => text);
    return found ? composeAction(scenario, found[0], verb, words) : [];
  },
};

function composeAction(
  scenario: BoundScenario,
  node: ComposeNode,
  verb: ComposeVerb,
  args: readonly string[],
): readonly Action[] {
  const project = scenario.projects.get(node);
  if (project === undefined) return [];
  const said = node.attributes.find(({ name }) => name.text === 'host');
  const host = said?.items[0]?.values[0]?.text ?? scenario.mainHost;
  const plan = composePlan(project);
  return [{ kind: 'compose', host, project: project.name, verb, arguments: args, plan }];
}
