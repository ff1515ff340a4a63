import { fail, succeed } from '../language/command-result.ts';
import { complain, type OptionSpec, parseOptions } from './options.ts';
import type { TextTool } from './tool.ts';

const spec: OptionSpec = {
  tool: 'seq',
  flags: 'w',
  values: 's',
  refused: 'f',
  long: { 'equal-width': 'w', separator: 's' },
};

const mostNumbers = 100_000;

/** Numbers from FIRST by STEP to LAST. */
export const seq: TextTool = (args) => {
  // A negative number is an operand, not an option.
  const parsed = parseOptions(
    spec,
    args.map((word) => (/^-[\d.]/.test(word) ? ` ${word}` : word)),
  );
  if (parsed.kind === 'error') return parsed.result;
  const operands = parsed.options.operands.map((word) => word.trim());
  if (operands.length === 0) return complain(spec, 'missing operand');
  if (operands.length > 3) return complain(spec, `extra operand '${operands[3]}'`);
  const wrong = operands.find((word) => !/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(word));
  if (wrong !== undefined) return complain(spec, `invalid floating point argument: '${wrong}'`);
  const [first, step, last] = rangeOf(operands);
  if (Number(step) === 0) return complain(spec, `invalid Zero increment value: '${step}'`);
  const count = Math.floor((Number(last) - Number(first)) / Number(step) + 1e-9) + 1;
  if (count > mostNumbers) return fail(1, `seq: not simulated: more than ${mostNumbers} numbers\n`);
  if (count <= 0) return succeed('');
  const digits = Math.max(...[first, step].map((word) => word.split('.')[1]?.length ?? 0));
  const texts = Array.from({ length: count }, (_, at) => (Number(first) + at * Number(step)).toFixed(digits));
  const width = parsed.options.has('w') ? Math.max(...texts.map((text) => text.length)) : 0;
  return succeed(`${texts.map((text) => zeroPad(text, width)).join(parsed.options.value('s') ?? '\n')}\n`);
};

function rangeOf(operands: readonly string[]): readonly [first: string, step: string, last: string] {
  const [a = '1', b, c] = operands;
  if (b === undefined) return ['1', '1', a];
  return c === undefined ? [a, '1', b] : [a, b, c];
}

function zeroPad(text: string, width: number): string {
  return text.startsWith('-') ? `-${text.slice(1).padStart(width - 1, '0')}` : text.padStart(width, '0');
}
