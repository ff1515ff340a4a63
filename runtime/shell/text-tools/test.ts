import { type CommandResult, fail } from '../language/command-result.ts';
import type { TextTool, ToolContext } from './tool.ts';

const mostWords = 200;

/** `test EXPRESSION`: rc 0 when it holds, 1 when not, 2 when it is none. */
export const test: TextTool = (args, _, context) => evaluate('test', args, context);

/** `[ EXPRESSION ]`. */
export const bracket: TextTool = (args, _, context) =>
  args.at(-1) === ']' ? evaluate('[', args.slice(0, -1), context) : fail(2, "[: missing ']'\n");

interface Reader {
  readonly words: readonly string[];
  readonly context: ToolContext;
  at: number;
  error: string | undefined;
}

function evaluate(name: string, words: readonly string[], context: ToolContext): CommandResult {
  if (words.length > mostWords) return fail(2, `${name}: too many arguments\n`);
  if (words.length === 0) return fail(1, '');
  const reader: Reader = { words, context, at: 0, error: undefined };
  const holds = either(reader);
  if (reader.at < words.length) reader.error ??= `extra argument '${words[reader.at]}'`;
  return reader.error === undefined ? fail(holds ? 0 : 1, '') : fail(2, `${name}: ${reader.error}\n`);
}

function either(reader: Reader): boolean {
  let holds = both(reader);
  while (accept(reader, '-o')) holds = both(reader) || holds;
  return holds;
}

function both(reader: Reader): boolean {
  let holds = term(reader);
  while (accept(reader, '-a')) holds = term(reader) && holds;
  return holds;
}

function term(reader: Reader): boolean {
  const [word, operator, right] = reader.words.slice(reader.at, reader.at + 3);
  if (word === undefined) {
    reader.error ??= `missing argument after '${reader.words.at(-1)}'`;
    return false;
  }
  const binary = operator === undefined || right === undefined ? undefined : comparisons.get(operator);
  if (binary) {
    reader.at += 3;
    return binary(reader, word, right ?? '');
  }
  reader.at += 1;
  if (word === '!' && operator !== undefined) return !term(reader);
  if (word === '(' && operator !== undefined) {
    const holds = either(reader);
    if (!accept(reader, ')')) reader.error ??= "')' expected";
    return holds;
  }
  const unary = operator === undefined ? undefined : unaries.get(word);
  if (!unary) return word !== '';
  reader.at += 1;
  return unary(operator ?? '', reader.context);
}

function accept(reader: Reader, word: string): boolean {
  if (reader.words[reader.at] !== word) return false;
  reader.at += 1;
  return true;
}

const exists = (path: string, { readFile }: ToolContext): boolean => readFile(path) !== undefined;

const unaries: ReadonlyMap<string, (operand: string, context: ToolContext) => boolean> = new Map([
  ['-z', (text: string) => text === ''],
  ['-n', (text: string) => text !== ''],
  ['-e', exists],
  ['-f', exists],
  ['-r', exists],
  ['-s', (path: string, { readFile }: ToolContext) => (readFile(path) ?? '') !== ''],
]);

type Comparison = (reader: Reader, left: string, right: string) => boolean;

const comparisons: ReadonlyMap<string, Comparison> = new Map<string, Comparison>([
  ['=', (_, left, right) => left === right],
  ['==', (_, left, right) => left === right],
  ['!=', (_, left, right) => left !== right],
  ['-eq', numeric((left, right) => left === right)],
  ['-ne', numeric((left, right) => left !== right)],
  ['-lt', numeric((left, right) => left < right)],
  ['-le', numeric((left, right) => left <= right)],
  ['-gt', numeric((left, right) => left > right)],
  ['-ge', numeric((left, right) => left >= right)],
]);

function numeric(holds: (left: number, right: number) => boolean): Comparison {
  return (reader, left, right) => {
    const wrong = [left, right].find((text) => !/^\s*[+-]?\d+\s*$/.test(text));
    if (wrong !== undefined) reader.error ??= `invalid integer '${wrong}'`;
    return holds(Number(left), Number(right));
  };
}
