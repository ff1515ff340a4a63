import { type Diagnostic, diagnose } from '../../../diagnostics/diagnostic.ts';
import type { MatrixNode } from '../../../grammar/ast-claim.ts';
import type { BoundScenario } from '../../bind/bound-scenario.ts';
import { partyText } from '../../bind/party-text.ts';
import { CELLS, isCell } from '../../claims/reasons.ts';

/** A matrix has as many cells in each row as columns, says something, and says it in known words. */
export function* matrixCells(scenario: BoundScenario): Generator<Diagnostic> {
  for (const claim of scenario.claims) if (claim.kind === 'matrix') yield* checkMatrix(claim);
}

function* checkMatrix({ rows, columns, table }: MatrixNode): Generator<Diagnostic> {
  const cells = rows.flatMap((row) => row.cells);
  if (cells.every(({ text }) => text === '-')) {
    return yield diagnose('E2101', { why: 'the matrix compares no pair' }, table);
  }
  for (const row of rows.filter((r) => r.cells.length !== columns.length)) {
    const counts = { cells: row.cells.length, columns: columns.length };
    yield diagnose('E2002', { row: partyText(row.from), ...counts }, row.span);
  }
  for (const { text, span } of cells.filter((cell) => !isCell(cell.text))) {
    yield diagnose('E2003', { cell: text, known: CELLS }, span);
  }
}
