import type { ReachMatrix } from '../reach-matrix.ts';
import { targetName } from '../targets.ts';
import { cellText, isOpen, meaningsOf } from './cell-text.ts';

/** The widest table that is still read as one; a wider one becomes a list. */
const WIDTH = 140;

/** A table for small projects, and for large ones who reaches each port and why the others do not. */
export function matrixText(matrix: ReachMatrix): string {
  const table = tableText(matrix);
  const fits = table.every((line) => line.length <= WIDTH);
  const body = fits ? table : listText(matrix);
  return [headline(matrix), '', ...body, '', ...legend(matrix), ...notesOf(matrix)].join('\n');
}

export const headline = ({ project, engine, hostAddress }: ReachMatrix): string =>
  `${project} on engine ${engine}, host ${hostAddress}`;

export const notesOf = ({ notes }: ReachMatrix): readonly string[] => notes.map((note) => `note: ${note}`);

const legend = ({ cells, egress }: ReachMatrix): readonly string[] =>
  meaningsOf([...cells.flat().map(cellText), ...egress]).map(
    ([word, meaning]) => `${word.padEnd(16)} ${meaning}`,
  );

/** Rows are those who ask, columns the ports that they ask; the last column is the internet. */
export function tableRows(matrix: ReachMatrix): readonly (readonly string[])[] {
  const { askers, targets, cells, egress } = matrix;
  return [
    ['', ...targets.map(targetName), 'internet'],
    ...askers.map(({ name }, i) => [name, ...cells[i]!.map(cellText), egress[i]!]),
  ];
}

function tableText(matrix: ReachMatrix): readonly string[] {
  const rows = tableRows(matrix);
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
}

/** For each port a line for each thing that becomes of asking it: `open      api, cache`. */
function listText({ askers, targets, cells, egress }: ReachMatrix): readonly string[] {
  const groups = (words: readonly string[]): readonly string[] => {
    const named = new Map<string, string[]>();
    for (const [i, word] of words.entries())
      if (word !== '-') named.set(word, [...(named.get(word) ?? []), askers[i]!.name]);
    return [...named].map(([word, names]) => `  ${word.padEnd(16)} ${names.join(', ')}`);
  };
  const ports = targets.flatMap((target, column) => {
    const own = cells.map((row) => row[column]!);
    const where = target.published.map(({ ip, port }) => `${ip === '' ? '' : ip}:${port}`).join(', ');
    const open = own.filter(isOpen).length;
    const heading = `${targetName(target)}${where === '' ? '' : `  (published at ${where})`}  open to ${open}`;
    return [heading, ...groups(own.map(cellText)), ''];
  });
  return [...ports, 'internet', ...groups(egress)];
}
