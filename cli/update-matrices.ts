import type { ItemResult } from '../runtime/scenario/result.ts';
import { writeText } from './file-system.ts';
import { print } from './output.ts';
import type { ScenarioRun } from './reporters/report.ts';
import type { SourceFile } from './source-file.ts';

interface Cell {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Writes what happened into the cells of matrices that differ; the columns stay where they are if the words
 * fit.
 */
export function updateMatrices(source: SourceFile, runs: readonly ScenarioRun[]): void {
  const cells = runs
    .flatMap(({ result }) => result.items)
    .flatMap(cellsOf)
    .sort((a, b) => b.start - a.start);
  if (cells.length === 0) return;
  writeText(source.path, cells.reduce(replaceCell, source.text));
  print(`${source.path}: ${cells.length === 1 ? '1 cell' : `${cells.length} cells`} updated`);
}

function cellsOf(item: ItemResult): readonly Cell[] {
  if (item.kind === 'step') return item.items.flatMap(cellsOf);
  const cells = item.kind === 'claim' && 'cells' in item.verdict ? item.verdict.cells : undefined;
  return (cells ?? []).map(({ origin: { start, end }, actual }) => ({
    start,
    end,
    text: actual,
  }));
}

/** Blanks after a cell make up for a word of another length; one always stays. */
function replaceCell(text: string, cell: Cell): string {
  const rest = text.slice(cell.end);
  const blanks = /^ */.exec(rest)![0].length;
  const atEnd = blanks === rest.length || /[\r\n]/.test(rest[blanks] ?? '\n');
  const wanted = Math.max(1, blanks - (cell.text.length - (cell.end - cell.start)));
  return `${text.slice(0, cell.start)}${cell.text}${atEnd ? '' : ' '.repeat(wanted)}${rest.slice(blanks)}`;
}
