import { filtered, type Input, readInputs } from './input.ts';
import { type OptionSpec, parseOptions } from './options.ts';
import type { TextTool } from './tool.ts';

const spec: OptionSpec = {
  tool: 'wc',
  flags: 'lwcm',
  long: { lines: 'l', words: 'w', bytes: 'c', chars: 'm' },
};

/** How wide the columns are when the size of the input is not known beforehand. */
const unknownWidth = 7;

const counters: readonly (readonly [letter: string, count: (text: string) => number])[] = [
  ['l', (text) => text.split('\n').length - 1],
  ['w', (text) => text.match(/\S+/g)?.length ?? 0],
  ['m', (text) => [...text].length],
  ['c', (text) => new TextEncoder().encode(text).length],
];

/** Lines, words and bytes. */
export const wc: TextTool = (args, stdin, context) => {
  const parsed = parseOptions(spec, args);
  if (parsed.kind === 'error') return parsed.result;
  const { options } = parsed;
  const chosen = options.last('lwcm') === undefined ? 'lwc' : 'lwmc';
  const active = counters.filter(
    ([letter]) => chosen.includes(letter) && (chosen === 'lwc' || options.has(letter)),
  );
  const { inputs, errors } = readInputs(options.operands, stdin, context, (path) => `wc: ${path}`);
  const rows: Row[] = inputs.map((input) => ({
    name: nameOf(input, options.operands),
    counts: active.map(([, count]) => count(input.text)),
  }));
  if (options.operands.length > 1) rows.push({ name: ' total', counts: totals(rows, active.length) });
  const width = columnWidth(inputs, rows, active.length);
  const lines = rows.map(
    ({ name, counts }) => `${counts.map((count) => String(count).padStart(width)).join(' ')}${name}\n`,
  );
  return filtered(lines.join(''), errors);
};

interface Row {
  readonly name: string;
  readonly counts: readonly number[];
}

function nameOf({ name }: Input, operands: readonly string[]): string {
  return operands.length === 0 ? '' : ` ${name}`;
}

function totals(rows: readonly Row[], columns: number): readonly number[] {
  return Array.from({ length: columns }, (_, column) =>
    rows.reduce((sum, { counts }) => sum + (counts[column] ?? 0), 0),
  );
}

/** A lone number stands alone; for files the width is that of their size in bytes. */
function columnWidth(inputs: readonly Input[], rows: readonly Row[], columns: number): number {
  if (rows.length === 1 && columns === 1) return 1;
  if (inputs.some(({ name }) => name === '-')) return unknownWidth;
  const size = inputs.reduce((sum, { text }) => sum + new TextEncoder().encode(text).length, 0);
  return String(size).length;
}
