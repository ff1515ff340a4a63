import { type Diagnostic, diagnose } from '../../../diagnostics/diagnostic.ts';
import { didYouMean } from '../../../diagnostics/did-you-mean.ts';
import type { ActionNode, Text } from '../../../grammar/ast.ts';
import type { BoundScenario } from '../../bind/bound-scenario.ts';
import type { ComposeProject } from '../../compose/project.ts';

/** `compose stop shop api` names a project that was brought up before, and services of it. */
export function* composeProjects(scenario: BoundScenario): Generator<Diagnostic> {
  // A file that could not be read has its own diagnostic, and its names may be right.
  if (scenario.open) return;
  for (const { statement } of scenario.statements) {
    if (statement.kind === 'compose-command') yield* checkCommand(scenario, statement);
  }
}

function* checkCommand(
  { projects }: BoundScenario,
  { project, arguments: services, span }: Extract<ActionNode, { kind: 'compose-command' }>,
): Generator<Diagnostic> {
  const known = [...projects].flatMap(([{ span: up }, found]) => (up.start < span.start ? [found] : []));
  const named = known.findLast(({ name }) => name === project.text);
  if (named === undefined) {
    yield unknown(
      project,
      'compose project',
      known.map(({ name }) => name),
    );
  } else yield* services.flatMap((service) => unknownService(named, service));
}

/** `api`, or `api=3` for scale. */
function unknownService(project: ComposeProject, { text, span }: Text): readonly Diagnostic[] {
  const name = text.replace(/=\d+$/, '');
  const known = [...project.services, ...project.disabled].map((service) => service.name);
  return known.includes(name) ? [] : [unknown({ text: name, span }, `service of ${project.name}`, known)];
}

const unknown = ({ text: name, span }: Text, wanted: string, known: readonly string[]): Diagnostic =>
  diagnose('E1005', { name, wanted, near: didYouMean(name, new Set(known)) }, span);
