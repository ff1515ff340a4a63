import type { ReachMatrix } from '../reach-matrix.ts';
import { cellText, meaningsOf } from './cell-text.ts';
import { headline, notesOf, tableRows } from './text.ts';

/** The matrix as a Markdown table with its legend. */
export function matrixMarkdown(matrix: ReachMatrix): string {
  const [header = [], ...body] = tableRows(matrix);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const words = [...matrix.cells.flat().map(cellText), ...matrix.egress];
  const legend = meaningsOf(words).map(([word, meaning]) => `- \`${word}\`: ${meaning}`);
  return [
    `# ${headline(matrix)}`,
    '',
    line(['from', ...header.slice(1)]),
    line(header.map(() => '---')),
    ...body.map(line),
    '',
    ...legend,
    ...notesOf(matrix).map((note) => `- ${note}`),
  ].join('\n');
}
