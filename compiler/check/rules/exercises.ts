import { type Diagnostic, diagnose } from '../../../diagnostics/diagnostic.ts';
import type { ExerciseNode, Statement } from '../../../grammar/ast.ts';
import type { BoundScenario } from '../../bind/bound-scenario.ts';

/** What an exercise may hold. Declarations may not: a reader types commands. */
const PARTS: ReadonlySet<Statement['kind']> = new Set(['command', 'expect', 'note']);

/** A reader solves an exercise by commands, in a world that stands still, and claims tell when it is solved. */
export function* exercises({ statements }: BoundScenario): Generator<Diagnostic> {
  for (const { statement, step } of statements) {
    if (statement.kind !== 'exercise') continue;
    const name = statement.name.text;
    const complain = (problem: string, { span }: Statement): Diagnostic =>
      diagnose('E2004', { name, problem }, span);
    if (step !== undefined) yield complain('stands in a step, but it is no part of what happens', statement);
    for (const part of statement.statements)
      if (!PARTS.has(part.kind)) yield complain('holds something else', part);
    if (!has(statement, 'expect'))
      yield complain('has no claim, so nothing tells when it is solved', statement);
    if (!has(statement, 'command')) yield complain('has no commands that solve it', statement);
  }
}

const has = ({ statements }: ExerciseNode, kind: Statement['kind']): boolean =>
  statements.some((statement) => statement.kind === kind);
