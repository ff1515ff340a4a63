import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type * as ast from '../../grammar/ast.ts';
import type { ComposeProject } from '../compose/project.ts';
import type { Files } from '../read-file.ts';
import type { BoundScenario } from './bound-scenario.ts';
import { checkActionBlock } from './check-action-blocks.ts';
import { checkDuplicates } from './check-duplicates.ts';
import { checkReferences } from './check-references.ts';
import { claimsOf } from './claims.ts';
import { entitiesOfProject, readProject } from './compose-projects.ts';
import { declaredIn } from './declared.ts';
import { sceneOf } from './scene.ts';
import { everyStatement } from './statements.ts';

export interface Binding {
  readonly scenario: BoundScenario;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Finds what every name of a scenario means. Total: what is unknown is reported, and the rest is bound all
 * the same.
 */
export function bindScenario(node: ast.ScenarioNode, files: Files): Binding {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => void diagnostics.push(diagnostic);
  const statements = everyStatement(node.statements);
  const declared = declaredIn(statements, report);
  const projects = new Map<ast.ComposeNode, ComposeProject>();
  const composed = statements.flatMap(({ statement, step }) => {
    if (statement.kind !== 'compose') return [];
    const project = readProject(statement, files, report);
    if (project === undefined) return [];
    projects.set(statement, project);
    return entitiesOfProject(project, step ? statement.span.start : 0);
  });
  const unread = statements.some(({ statement }) => statement.kind === 'compose' && !projects.has(statement));
  const scenario: BoundScenario = {
    ...sceneOf([...declared.entities, ...composed]),
    node,
    statements,
    claims: claimsOf(statements),
    open: declared.open || unread,
    projects,
  };
  for (const { statement } of statements) checkActionBlock(scenario, statement, report);
  return {
    scenario,
    diagnostics: [...diagnostics, ...checkDuplicates(scenario), ...checkReferences(scenario)],
  };
}
