import { type CommandResult, fail } from '../language/command-result.ts';
import { readEscapes } from './escapes.ts';
import { allText, filtered, joinLines, readInputs, splitLines } from './input.ts';
import { type OptionSpec, parseOptions } from './options.ts';
import { compileRegex, type PosixRegex } from './regex/posix-regex.ts';
import type { TextTool } from './tool.ts';

const spec: OptionSpec = { tool: 'awk', flags: '', values: 'F', refused: 'vfW', rc: 2 };

/** `/re/`, `!/re/`, `NR==2`: which lines a program looks at. */
type Pattern =
  | { readonly kind: 'regex'; readonly regex: PosixRegex; readonly negated: boolean }
  | { readonly kind: 'line'; readonly operator: string; readonly number: number }
  | { readonly kind: 'all' };

/** Each argument of print is a row of values that stand together. */
interface Program {
  readonly pattern: Pattern;
  readonly print: readonly (readonly Value[])[];
}

type Value =
  | { readonly kind: 'field'; readonly number: number }
  | { readonly kind: 'last-field' }
  | { readonly kind: 'field-count' }
  | { readonly kind: 'line-number' }
  | { readonly kind: 'text'; readonly text: string };

/** awk as far as `[/re/] {print $1, $NF}` with -F goes; every other program is refused. */
export const awk: TextTool = (args, stdin, context) => {
  const parsed = parseOptions(spec, args);
  if (parsed.kind === 'error') return parsed.result;
  const [source, ...files] = parsed.options.operands;
  if (source === undefined) return fail(2, 'usage: awk [-F fs] prog [file ...]\n');
  const program = parseProgram(source);
  if (!program) return refuse(`the program ${source.trim()}`);
  const split = splitter(parsed.options.value('F'));
  if (!split) return refuse(`the field separator ${parsed.options.value('F')}`);
  const { inputs, errors } = readInputs(files, stdin, context, (path) => `awk: cannot open ${path}`);
  const lines: string[] = [];
  for (const [index, line] of splitLines(allText(inputs)).entries()) {
    if (!matches(program.pattern, line, index + 1)) continue;
    const fields = split(line);
    const row = program.print.map((values) =>
      values.map((value) => read(value, line, fields, index + 1)).join(''),
    );
    lines.push(row.join(' '));
  }
  return filtered(joinLines(lines), errors, 2);
};

function refuse(what: string): CommandResult {
  return fail(2, `awk: not simulated: ${what}; only '/re/ {print $1, $2}' is\n`);
}

function parseProgram(source: string): Program | undefined {
  const found = /^\s*(?:(!?)\/((?:[^/\\]|\\.)+)\/|NR\s*(==|!=|<=|>=|<|>)\s*(\d+))?\s*(\{[\s\S]*\})?\s*$/.exec(
    source,
  );
  if (!found || source.trim() === '') return undefined;
  const [, negated, expression, operator, number, action] = found;
  const pattern = parsePattern(expression, negated === '!', operator, number);
  const print = action === undefined ? wholeLine : parsePrint(action);
  return pattern && print ? { pattern, print } : undefined;
}

const wholeLine: Program['print'] = [[{ kind: 'field', number: 0 }]];

function parsePattern(
  expression: string | undefined,
  negated: boolean,
  operator: string | undefined,
  number: string | undefined,
): Pattern | undefined {
  if (operator !== undefined) return { kind: 'line', operator, number: Number(number) };
  if (expression === undefined) return { kind: 'all' };
  const compiled = compileRegex(expression.replaceAll('\\/', '/'), 'extended');
  return compiled.kind === 'ok' ? { kind: 'regex', regex: compiled.regex, negated } : undefined;
}

function parsePrint(action: string): Program['print'] | undefined {
  const found = /^\{\s*print\b\s*([\s\S]*?)\s*;?\s*\}$/.exec(action);
  if (!found) return undefined;
  const list = found[1] ?? '';
  if (list === '') return wholeLine;
  const rows: Value[][] = [[]];
  const pieces = list.match(/\$\d+|\$NF\b|NF\b|NR\b|"(?:[^"\\\n]|\\.)*"|,|\s+|./gs) ?? [];
  for (const piece of pieces) {
    if (/^\s+$/.test(piece)) continue;
    if (piece === ',') {
      rows.push([]);
      continue;
    }
    const value = parseValue(piece);
    if (!value) return undefined;
    rows.at(-1)?.push(value);
  }
  return rows.every((row) => row.length > 0) ? rows : undefined;
}

function parseValue(piece: string): Value | undefined {
  if (piece === '$NF') return { kind: 'last-field' };
  if (piece === 'NF') return { kind: 'field-count' };
  if (piece === 'NR') return { kind: 'line-number' };
  if (/^\$\d+$/.test(piece)) return { kind: 'field', number: Number(piece.slice(1)) };
  if (!piece.startsWith('"') || piece.length < 2) return undefined;
  return { kind: 'text', text: readEscapes(piece.slice(1, -1).replaceAll('\\"', '"'), 'printf').text };
}

/** How lines become fields: at runs of blanks, at a character, or at what an expression matches. */
function splitter(separator: string | undefined): ((line: string) => readonly string[]) | undefined {
  if (separator === undefined || separator === ' ') return (line) => line.match(/[^ \t]+/g) ?? [];
  const plain = separator === '\\t' || separator === 't' ? '\t' : separator;
  if (plain.length === 1) return (line) => (line === '' ? [] : line.split(plain));
  const compiled = compileRegex(separator, 'extended');
  if (compiled.kind === 'error') return undefined;
  return (line) => splitByRegex(line, compiled.regex);
}

function splitByRegex(line: string, regex: PosixRegex): readonly string[] {
  const characters = [...line];
  const fields: string[] = [];
  let end = 0;
  for (let from = 0; from < characters.length; ) {
    const match = regex.find(characters, from);
    if (!match) break;
    from = match.end + (match.end === match.start ? 1 : 0);
    if (match.end === match.start) continue;
    fields.push(characters.slice(end, match.start).join(''));
    end = match.end;
  }
  return line === '' ? [] : [...fields, characters.slice(end).join('')];
}

function matches(pattern: Pattern, line: string, number: number): boolean {
  switch (pattern.kind) {
    case 'all':
      return true;
    case 'regex':
      return (pattern.regex.find([...line], 0) !== undefined) !== pattern.negated;
    case 'line':
      return compare(number, pattern.operator, pattern.number);
  }
}

function compare(left: number, operator: string, right: number): boolean {
  if (left === right) return operator.includes('=') && operator !== '!=';
  return operator === '!=' || operator.startsWith(left < right ? '<' : '>');
}

function read(value: Value, line: string, fields: readonly string[], number: number): string {
  switch (value.kind) {
    case 'field':
      return value.number === 0 ? line : (fields[value.number - 1] ?? '');
    case 'last-field':
      return fields.at(-1) ?? line;
    case 'field-count':
      return String(fields.length);
    case 'line-number':
      return String(number);
    case 'text':
      return value.text;
  }
}
