import { fail } from '../language/command-result.ts';
import { allText, filtered, joinLines, readInputs, splitLines } from './input.ts';
import { type OptionSpec, parseOptions } from './options.ts';
import type { TextTool } from './tool.ts';

const spec: OptionSpec = {
  tool: 'column',
  flags: 't',
  values: 'so',
  long: { table: 't', separator: 's', 'output-separator': 'o' },
};

/**
 * `column -t`: words in aligned columns. Filling a terminal's width, what it does without -t, is not
 * simulated.
 */
export const column: TextTool = (args, stdin, context) => {
  const parsed = parseOptions(spec, args);
  if (parsed.kind === 'error') return parsed.result;
  const { options } = parsed;
  if (!options.has('t')) return fail(1, 'column: not simulated: without -t\n');
  const { inputs, errors } = readInputs(options.operands, stdin, context, (path) => `column: ${path}`);
  const separators = options.value('s');
  const lines = splitLines(allText(inputs)).filter((line) => line.trim() !== '');
  const rows = lines.map((line) =>
    separators === undefined ? line.trim().split(/[ \t]+/) : splitAt(line, separators),
  );
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, at) =>
    Math.max(...rows.map((row) => [...(row[at] ?? '')].length)),
  );
  const gap = options.value('o') ?? '  ';
  const aligned = rows.map((row) =>
    widths
      .map((width, at) => (at === columns - 1 ? (row[at] ?? '') : padEnd(row[at] ?? '', width)))
      .join(gap),
  );
  return filtered(joinLines(aligned), errors);
};

/** Neighbouring separators leave an empty cell between them. */
function splitAt(line: string, separators: string): readonly string[] {
  const cells = [''];
  for (const character of line) {
    if (separators.includes(character)) cells.push('');
    else cells[cells.length - 1] += character;
  }
  return cells;
}

function padEnd(cell: string, width: number): string {
  return cell + ' '.repeat(width - [...cell].length);
}
