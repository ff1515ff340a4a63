import type { ActionNode, ComposeNode, ComposeVerb } from '../../grammar/ast.ts';
import type { BoundScenario } from '../bind/bound-scenario.ts';
import { mainHost } from '../bind/bound-scenario.ts';
import { composePlan } from '../compose/plan.ts';
import type { Action } from '../ir/action.ts';

type ComposeCommandNode = Extract<ActionNode, { kind: 'compose-command' }>;

/** `compose "./compose.yaml"` is `docker compose up -d`. Nothing when its files could not be read. */
export const composeUp = (scenario: BoundScenario, node: ComposeNode): readonly Action[] =>
  composeAction(scenario, node, 'up', []);

/**
 * `compose stop shop api`, `compose scale shop api=3`: of the project with that name, as it was last brought
 * up.
 */
export function composeCommand(
  scenario: BoundScenario,
  { verb, project, span }: ComposeCommandNode,
  args: readonly string[],
): readonly Action[] {
  const node = [...scenario.projects].findLast(
    ([statement, { name }]) => name === project.text && statement.span.start < span.start,
  )?.[0];
  return node ? composeAction(scenario, node, verb, args) : [];
}

function composeAction(
  scenario: BoundScenario,
  node: ComposeNode,
  verb: ComposeVerb,
  args: readonly string[],
): readonly Action[] {
  const project = scenario.projects.get(node);
  if (project === undefined) return [];
  const said = node.attributes.find(({ name }) => name.text === 'host');
  const host = said?.items[0]?.values[0]?.text ?? mainHost(scenario);
  return [
    { kind: 'compose', host, project: project.name, verb, arguments: args, plan: composePlan(project) },
  ];
}
