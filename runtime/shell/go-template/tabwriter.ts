/** How docker sets up Go's tabwriter: cells at least 10 wide, 3 blanks between columns. */
const minimumWidth = 10;
const padding = 3;

/**
 * Aligns cells that end with a tab, as Go's text/tabwriter does. A column is a run of neighbouring lines
 * that have
 * a cell there; the text behind a line's last tab belongs to no column.
 */
export function alignTabs(text: string): string {
  const lines = text.split('\n').map((line) => line.split('\t'));
  const widths = lines.map((cells) => new Array<number>(cells.length - 1));
  for (let line = 0; line < lines.length; line += 1) {
    for (let column = 0; column < (lines[line]?.length ?? 0) - 1; column += 1) {
      if (widths[line]?.[column] !== undefined) continue;
      measureColumn(lines, widths, line, column);
    }
  }
  return lines
    .map((cells, line) => cells.map((cell, column) => fill(cell, widths[line]?.[column])).join(''))
    .join('\n');
}

/** Gives the run of lines that begins at `first` the width of its widest cell in this column. */
function measureColumn(
  lines: readonly (readonly string[])[],
  widths: readonly number[][],
  first: number,
  column: number,
): void {
  let width = minimumWidth;
  let end = first;
  for (; end < lines.length; end += 1) {
    const cells = lines[end] ?? [];
    if (column >= cells.length - 1) break;
    width = Math.max(width, cellWidth(cells[column] ?? '') + padding);
  }
  for (let line = first; line < end; line += 1) {
    const row = widths[line];
    if (row) row[column] = width;
  }
}

function fill(cell: string, width: number | undefined): string {
  return width === undefined ? cell : cell + ' '.repeat(Math.max(0, width - cellWidth(cell)));
}

function cellWidth(cell: string): number {
  return [...cell].length;
}
