import type { MatrixCell } from '../../../compiler/ir/claim.ts';
import { diagnose } from '../../../diagnostics/diagnostic.ts';
import { findParty, isUnknown, type Party } from '../party.ts';
import type { Session } from '../session.ts';
import { askFact } from './asking.ts';
import { questionsFor } from './doors.ts';
import { type Fact, plainFact } from './fact.ts';
import { type ClaimOf, failed, held, hollow, unjudgeable, type Verdict } from './verdict.ts';

type Matrix = ClaimOf<'matrix'>;

interface Cell {
  readonly fact: Fact;
  readonly cell: MatrixCell;
}

/**
 * A connectivity table: each cell says what becomes of its row's party asking its column's. `-` says nothing.
 */
export function judgeMatrix(session: Session, claim: Matrix): Verdict {
  const columns = claim.columns.map((who) => findParty(session.world, who));
  const cells: Cell[] = [];
  for (const row of claim.rows) {
    const from = findParty(session.world, row.from);
    if (isUnknown(from)) return unjudgeable(claim, from.unknown);
    for (const [i, cell] of row.cells.entries()) {
      const to = columns[i];
      if (cell.expected === '-' || to === undefined) continue;
      if (isUnknown(to)) return unjudgeable(claim, to.unknown);
      const facts = (from.tasks ?? [from]).map((asker) => cellFact(session, claim, asker, to, cell.expected));
      const fact = facts.find(({ holds }) => !holds) ?? facts[0];
      if (fact === undefined) return hollow(claim, `no task of \`${from.name}\` runs`);
      cells.push({ cell, fact });
    }
  }
  const wrong = cells.filter(({ fact }) => !fact.holds);
  const facts = cells.map(({ fact }) => fact);
  if (wrong.length === 0) return held(facts);
  const related = wrong.map(({ cell, fact }) => ({
    span: cell.origin,
    message: `\`${cell.expected}\` is expected, but it is ${fact.actual}`,
  }));
  return {
    ...failed(diagnose('E2110', { cells: wrong.length }, claim.origin, { related }), facts),
    kind: 'failed',
    diagnostic: diagnose('E2110', { cells: wrong.length }, claim.origin, { related }),
    cells: wrong.map(({ cell, fact }) => ({ origin: cell.origin, actual: fact.actual })),
  };
}

/**
 * `open` when one of the addresses answers at one of the ports; else the reason why the first one does not.
 */
function cellFact(session: Session, claim: Matrix, from: Party, to: Party, expected: string): Fact {
  const asked = `${from.name} ─▶ ${to.name}`;
  if (from.netns === undefined) return plainFact(asked, expected, 'down');
  const questions = questionsFor(session.world, to, to.addresses, claim.port);
  if (questions.length === 0) return plainFact(asked, expected, 'unreachable');
  const facts = questions.map((question) =>
    askFact(session, from, to, question, { holds: expected === 'open' }),
  );
  const fact = facts.find(({ actual }) => actual === 'open') ?? facts[0]!;
  return { ...fact, expected, holds: fact.reasons.includes(expected) };
}
