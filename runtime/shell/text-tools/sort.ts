import { fail } from '../language/command-result.ts';
import { filtered, joinLines, readInputs, splitLines } from './input.ts';
import { type OptionSpec, type Options, parseOptions } from './options.ts';
import type { TextTool } from './tool.ts';

const spec: OptionSpec = {
  tool: 'sort',
  flags: 'nrufsVb',
  values: 'ktoc',
  refused: 'ocghMRmzCdi',
  rc: 2,
  long: {
    'numeric-sort': 'n',
    reverse: 'r',
    unique: 'u',
    'ignore-case': 'f',
    stable: 's',
    'version-sort': 'V',
    'ignore-leading-blanks': 'b',
    key: 'k',
    'field-separator': 't',
    output: 'o',
    'human-numeric-sort': 'h',
  },
};

interface Position {
  readonly field: number;
  /** 0 for the end of the field. */
  readonly character: number;
}

interface Key {
  readonly from: Position;
  readonly to: Position | undefined;
  readonly letters: string;
}

/** Lines in the order of the C locale. */
export const sort: TextTool = (args, stdin, context) => {
  const parsed = parseOptions(spec, args);
  if (parsed.kind === 'error') return parsed.result;
  const { options } = parsed;
  const separator = options.value('t');
  if (separator !== undefined && [...separator].length !== 1) {
    return fail(2, separator === '' ? 'sort: empty tab\n' : `sort: multi-character tab '${separator}'\n`);
  }
  const keys: Key[] = [];
  for (const text of options.all('k')) {
    const key = parseKey(text, options);
    if (!key) return fail(2, `sort: ${keyProblem(text)}\n`);
    keys.push(key);
  }
  const { inputs, errors } = readInputs(
    options.operands,
    stdin,
    context,
    (path) => `sort: cannot read: ${path}`,
  );
  if (errors !== '') return fail(2, errors);
  const lines = inputs.flatMap(({ text }) => splitLines(text));
  const globalLetters = letters(options);
  const byKeys = comparator(keys.length > 0 ? keys : [wholeLine(globalLetters)], separator);
  const lastResort = options.has('s') || options.has('u') ? () => 0 : plain(options.has('r'));
  const sorted = lines.sort((a, b) => byKeys(a, b) || lastResort(a, b));
  const kept = options.has('u')
    ? sorted.filter((line, at) => at === 0 || byKeys(sorted[at - 1] ?? '', line) !== 0)
    : sorted;
  return filtered(joinLines(kept), '');
};

type Comparator = (a: string, b: string) => number;

function letters(options: Options): string {
  return [...'nrfVb'].filter((letter) => options.has(letter)).join('');
}

function wholeLine(ordering: string): Key {
  return { from: { field: 1, character: 1 }, to: undefined, letters: ordering };
}

/** `2`, `2,2n`, `1.3,1.5r`: without letters of its own a key takes those of the command line. */
function parseKey(text: string, options: Options): Key | undefined {
  const found = /^(\d+)(?:\.(\d+))?([nrfVb]*)(?:,(\d+)(?:\.(\d+))?([nrfVb]*))?$/.exec(text);
  if (!found || Number(found[1]) === 0 || found[4] === '0') return undefined;
  const [, field, character = '1', first = '', endField, endCharacter = '0', second = ''] = found;
  const own = first + second;
  return {
    from: { field: Number(field), character: Number(character) },
    to: endField === undefined ? undefined : { field: Number(endField), character: Number(endCharacter) },
    letters: own === '' ? letters(options) : own,
  };
}

function keyProblem(text: string): string {
  const [start = '', end] = text.split(',');
  const field = `invalid field specification '${text}'`;
  if (!/^\d/.test(start)) return `invalid number at field start: invalid count at start of '${start}'`;
  if (end !== undefined && !/^\d/.test(end))
    return `invalid number after ',': invalid count at start of '${end}'`;
  const zero = start.startsWith('0') || end?.startsWith('0');
  return `${zero ? 'field number is zero' : 'stray character in field spec'}: ${field}`;
}

function comparator(keys: readonly Key[], separator: string | undefined): Comparator {
  return (a, b) => {
    for (const key of keys) {
      const order = compareKey(extract(a, key, separator), extract(b, key, separator), key.letters);
      if (order !== 0) return key.letters.includes('r') ? -order : order;
    }
    return 0;
  };
}

/** The part of a line that a key names. A field of blank-separated text begins with the blanks before it. */
function extract(line: string, key: Key, separator: string | undefined): string {
  const starts = [0];
  const ends: number[] = [];
  const gaps = separator === undefined ? line.matchAll(/(?<=[^ \t])(?=[ \t])/g) : indexesOf(line, separator);
  for (const { index } of gaps) {
    ends.push(index);
    starts.push(separator === undefined ? index : index + separator.length);
  }
  ends.push(line.length);
  let from = starts[key.from.field - 1] ?? line.length;
  if (/[bn]/.test(key.letters)) from += /^[ \t]*/.exec(line.slice(from))?.[0].length ?? 0;
  from += key.from.character - 1;
  if (!key.to) return line.slice(from);
  const end =
    key.to.character === 0
      ? ends[key.to.field - 1]
      : (starts[key.to.field - 1] ?? line.length) + key.to.character;
  return line.slice(from, end ?? line.length);
}

function indexesOf(line: string, separator: string): readonly { readonly index: number }[] {
  return [...line].length === 0
    ? []
    : [...line.matchAll(new RegExp(`\\u{${separator.codePointAt(0)?.toString(16)}}`, 'gu'))];
}

function compareKey(a: string, b: string, ordering: string): number {
  if (ordering.includes('n')) return numberIn(a) - numberIn(b);
  if (ordering.includes('V')) return compareVersions(a, b);
  const fold = ordering.includes('f');
  return plain(false)(fold ? a.toUpperCase() : a, fold ? b.toUpperCase() : b);
}

function plain(reversed: boolean): Comparator {
  return (a, b) => (a === b ? 0 : a < b !== reversed ? -1 : 1);
}

function numberIn(text: string): number {
  return Number(/^\s*(-?\d*\.?\d*)/.exec(text)?.[1] ?? 0) || 0;
}

/** Runs of digits compare as numbers, what stands between them as text. */
function compareVersions(a: string, b: string): number {
  const left = a.match(/\d+|\D+/g) ?? [];
  const right = b.match(/\d+|\D+/g) ?? [];
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const [x = '', y = ''] = [left[at], right[at]];
    const digits = /^\d/.test(x) && /^\d/.test(y);
    const order = digits ? Number(x) - Number(y) : plain(false)(x, y);
    if (order !== 0) return order;
  }
  return 0;
}
