import type * as ast from '../../grammar/ast.ts';

/** A statement with the step that it stands in, if any. */
export interface Placed {
  readonly statement: ast.Statement;
  readonly step?: ast.StepNode;
}

/** Every statement of a scenario, those of steps and exercises after them, in source order. */
export const everyStatement = (
  statements: readonly ast.Statement[],
  step?: ast.StepNode,
): readonly Placed[] =>
  statements.flatMap((statement) => [
    { statement, ...(step && { step }) },
    ...(statement.kind === 'step' ? everyStatement(statement.statements, statement) : []),
    ...(statement.kind === 'exercise' ? everyStatement(statement.statements, step) : []),
  ]);
