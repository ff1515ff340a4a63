import { type CommandResult, fail } from '../language/command-result.ts';

export interface OptionSpec {
  /** The tool's name, which begins its complaints. */
  readonly tool: string;
  /** Letters without a value. */
  readonly flags: string;
  /** Letters with a value. */
  readonly values?: string;
  /** Long names and the letter that each stands for. */
  readonly long?: Readonly<Record<string, string>>;
  /** Letters that the real tool knows and this one refuses. */
  readonly refused?: string;
  /** The exit code of a complaint; 1 unless told. */
  readonly rc?: number;
  /** The line before `Try '... --help'`, such as grep's usage. */
  readonly usage?: string;
}

export interface Options {
  readonly operands: readonly string[];
  has(letter: string): boolean;
  /** The last value given for a letter. */
  value(letter: string): string | undefined;
  /** All values given for a letter, in order. */
  all(letter: string): readonly string[];
  /** Which of these letters was given last. */
  last(letters: string): string | undefined;
}

export type ParsedOptions =
  | { readonly kind: 'ok'; readonly options: Options }
  | { readonly kind: 'error'; readonly result: CommandResult };

const notSimulated = 'not simulated: ';

type Given = readonly (readonly [letter: string, value: string])[];

/**
 * Reads options as getopt_long does: anywhere, letters bundled, up to `--`. Complaints are in GNU's words.
 */
export function parseOptions(spec: OptionSpec, args: readonly string[]): ParsedOptions {
  const given: [string, string][] = [];
  const operands: string[] = [];
  const left = [...args];
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    if (word === '--') {
      operands.push(...left);
      break;
    }
    if (word === '-' || !word.startsWith('-')) {
      operands.push(word);
      continue;
    }
    const problem = word.startsWith('--')
      ? readLong(spec, word, left, given)
      : readShort(spec, word, left, given);
    if (problem !== undefined) return { kind: 'error', result: complain(spec, problem) };
  }
  return { kind: 'ok', options: toOptions(given, operands) };
}

function readShort(
  spec: OptionSpec,
  word: string,
  left: string[],
  given: [string, string][],
): string | undefined {
  for (let at = 1; at < word.length; at += 1) {
    const letter = word.charAt(at);
    if (spec.flags.includes(letter)) {
      given.push([letter, '']);
      continue;
    }
    if (spec.refused?.includes(letter)) return `${notSimulated}-${letter}`;
    if (!spec.values?.includes(letter)) return `invalid option -- '${letter}'`;
    const value = at + 1 < word.length ? word.slice(at + 1) : left.shift();
    if (value === undefined) return `option requires an argument -- '${letter}'`;
    given.push([letter, value]);
    break;
  }
  return undefined;
}

function readLong(
  spec: OptionSpec,
  word: string,
  left: string[],
  given: [string, string][],
): string | undefined {
  const [name = '', ...rest] = word.slice(2).split('=');
  const letter = spec.long && Object.hasOwn(spec.long, name) ? spec.long[name] : undefined;
  if (letter === undefined) return `unrecognized option '${word}'`;
  if (spec.refused?.includes(letter)) return `${notSimulated}--${name}`;
  if (!spec.values?.includes(letter)) {
    if (rest.length > 0) return `option '--${name}' doesn't allow an argument`;
    given.push([letter, '']);
    return undefined;
  }
  const value = rest.length > 0 ? rest.join('=') : left.shift();
  if (value === undefined) return `option '--${name}' requires an argument`;
  given.push([letter, value]);
  return undefined;
}

/** A tool's complaint with GNU's pointer to its help; what is not simulated has no help to point to. */
export function complain(spec: OptionSpec, problem: string): CommandResult {
  if (problem.startsWith(notSimulated)) return fail(spec.rc ?? 1, `${spec.tool}: ${problem}\n`);
  const usage = spec.usage === undefined ? '' : `${spec.usage}\n`;
  return fail(
    spec.rc ?? 1,
    `${spec.tool}: ${problem}\n${usage}Try '${spec.tool} --help' for more information.\n`,
  );
}

function toOptions(given: Given, operands: readonly string[]): Options {
  const all = (letter: string): readonly string[] =>
    given.filter(([candidate]) => candidate === letter).map(([, value]) => value);
  return {
    operands,
    has: (letter) => all(letter).length > 0,
    value: (letter) => all(letter).at(-1),
    all,
    last: (letters) => given.findLast(([letter]) => letters.includes(letter))?.[0],
  };
}
