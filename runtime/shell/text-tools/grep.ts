import { type CommandResult, fail } from '../language/command-result.ts';
import { readInputs, splitLines } from './input.ts';
import { complain, type OptionSpec, type Options, parseOptions } from './options.ts';
import type { Match } from './regex/match.ts';
import type { Flavour } from './regex/parse.ts';
import { compileRegex, type PosixRegex } from './regex/posix-regex.ts';
import { isWordCharacter } from './regex/syntax.ts';
import type { TextTool } from './tool.ts';

const spec: OptionSpec = {
  tool: 'grep',
  flags: 'EFGivcnoqwxlLhHs',
  values: 'eABCm',
  refused: 'rRPzZabuUfTdD',
  rc: 2,
  usage: 'Usage: grep [OPTION]... PATTERNS [FILE]...',
  long: {
    'extended-regexp': 'E',
    'fixed-strings': 'F',
    'basic-regexp': 'G',
    'ignore-case': 'i',
    'invert-match': 'v',
    count: 'c',
    'line-number': 'n',
    'only-matching': 'o',
    quiet: 'q',
    silent: 'q',
    'word-regexp': 'w',
    'line-regexp': 'x',
    'files-with-matches': 'l',
    'files-without-match': 'L',
    'no-filename': 'h',
    'with-filename': 'H',
    'no-messages': 's',
    regexp: 'e',
    'after-context': 'A',
    'before-context': 'B',
    context: 'C',
    'max-count': 'm',
    recursive: 'r',
    'perl-regexp': 'P',
  },
};

interface Plan {
  readonly options: Options;
  readonly regexes: readonly PosixRegex[];
  readonly before: number;
  readonly after: number;
  readonly most: number;
  readonly named: boolean;
}

/** Lines that match; rc 1 when none does, 2 when something is wrong. */
export const grep: TextTool = (args, stdin, context) => {
  const parsed = parseOptions(spec, args);
  if (parsed.kind === 'error') return parsed.result;
  const { options } = parsed;
  const given = options.all('e');
  const patterns = given.length > 0 ? given : options.operands.slice(0, 1);
  const files = given.length > 0 ? options.operands : options.operands.slice(1);
  if (patterns.length === 0) return fail(2, `${spec.usage}\nTry 'grep --help' for more information.\n`);
  const regexes = compilePatterns(patterns, options);
  if (typeof regexes === 'string') return fail(2, `grep: ${regexes}\n`);
  const plan = planOf(options, regexes, files.length);
  if ('stderr' in plan) return plan;
  const { inputs, errors } = readInputs(files, stdin, context, (path) => `grep: ${path}`);
  const results = inputs.map(({ name, text }) =>
    searchFile(plan, name === '-' ? '(standard input)' : name, text),
  );
  const found = results.some((result) => result.found);
  const stderr = options.has('s') ? '' : errors;
  const rc = errors !== '' && !(found && options.has('q')) ? 2 : found ? 0 : 1;
  return { stdout: options.has('q') ? '' : results.map((result) => result.stdout).join(''), stderr, rc };
};

function compilePatterns(patterns: readonly string[], options: Options): readonly PosixRegex[] | string {
  const flavours: Readonly<Record<string, Flavour>> = { E: 'extended', F: 'fixed', G: 'basic' };
  const flavour = flavours[options.last('EFG') ?? 'G'] ?? 'basic';
  const regexes: PosixRegex[] = [];
  for (const pattern of patterns.flatMap((text) => text.split('\n'))) {
    const compiled = compileRegex(pattern, flavour, options.has('i'));
    if (compiled.kind === 'error') return compiled.error;
    regexes.push(compiled.regex);
  }
  return regexes;
}

function planOf(options: Options, regexes: readonly PosixRegex[], files: number): Plan | CommandResult {
  const both = options.value('C') ?? '0';
  const before = options.value('B') ?? both;
  const after = options.value('A') ?? both;
  for (const length of [before, after]) {
    if (!/^\d+$/.test(length)) return fail(2, `grep: ${length}: invalid context length argument\n`);
  }
  const most = options.value('m');
  if (most !== undefined && !/^\d+$/.test(most)) return complain(spec, 'invalid max count');
  const nameOption = options.last('hH');
  return {
    options,
    regexes,
    before: Number(before),
    after: Number(after),
    most: most === undefined ? Number.POSITIVE_INFINITY : Number(most),
    named: nameOption === undefined ? files > 1 : nameOption === 'H',
  };
}

function searchFile(
  plan: Plan,
  name: string,
  text: string,
): { readonly stdout: string; readonly found: boolean } {
  const { options } = plan;
  const lines = splitLines(text);
  const hits: number[] = [];
  for (const [index, line] of lines.entries()) {
    if (hits.length >= plan.most) break;
    if ((firstMatch(plan, [...line], 0) !== undefined) !== options.has('v')) hits.push(index);
  }
  const found = hits.length > 0;
  const prefix = plan.named ? `${name}:` : '';
  if (options.has('L')) return { stdout: found ? '' : `${name}\n`, found };
  if (options.has('l')) return { stdout: found ? `${name}\n` : '', found };
  if (options.has('c')) return { stdout: `${prefix}${hits.length}\n`, found };
  if (options.has('o')) return { stdout: onlyMatches(plan, name, lines, hits), found };
  return { stdout: withContext(plan, name, lines, hits), found };
}

function label(plan: Plan, name: string, index: number, mark: ':' | '-'): string {
  return (plan.named ? name + mark : '') + (plan.options.has('n') ? `${index + 1}${mark}` : '');
}

function onlyMatches(plan: Plan, name: string, lines: readonly string[], hits: readonly number[]): string {
  if (plan.options.has('v')) return '';
  const found: string[] = [];
  for (const index of hits) {
    const characters = [...(lines[index] ?? '')];
    for (let from = 0; from <= characters.length; ) {
      const match = firstMatch(plan, characters, from);
      if (!match) break;
      const text = characters.slice(match.start, match.end).join('');
      if (text !== '') found.push(`${label(plan, name, index, ':')}${text}\n`);
      from = match.end > match.start ? match.end : match.end + 1;
    }
  }
  return found.join('');
}

/** The lines with those around them; `--` between groups that do not touch. */
function withContext(plan: Plan, name: string, lines: readonly string[], hits: readonly number[]): string {
  const printed: string[] = [];
  const selected = new Set(hits);
  let next = 0;
  for (const [order, hit] of hits.entries()) {
    const from = Math.max(next, hit - plan.before);
    const limit = Math.min(lines.length - 1, hit + plan.after, (hits[order + 1] ?? lines.length) - 1);
    if (plan.before + plan.after > 0 && next > 0 && from > next) printed.push('--\n');
    for (let index = from; index <= Math.max(limit, hit); index += 1) {
      printed.push(`${label(plan, name, index, selected.has(index) ? ':' : '-')}${lines[index] ?? ''}\n`);
    }
    next = Math.max(limit, hit) + 1;
  }
  return printed.join('');
}

/** The leftmost match of any pattern that also stands as a word or a line when that is asked. */
function firstMatch(plan: Plan, characters: readonly string[], from: number): Match | undefined {
  let best: Match | undefined;
  for (const regex of plan.regexes) {
    const match = suitableMatch(plan, regex, characters, from);
    if (!match) continue;
    const better = !best || match.start < best.start || (match.start === best.start && match.end > best.end);
    if (better) best = match;
  }
  return best;
}

function suitableMatch(
  plan: Plan,
  regex: PosixRegex,
  characters: readonly string[],
  from: number,
): Match | undefined {
  for (let at = from; at <= characters.length; ) {
    const match = regex.find(characters, at);
    if (!match) return undefined;
    if (plan.options.has('x')) {
      if (match.start === 0 && match.end === characters.length) return match;
    } else if (!plan.options.has('w') || isWord(characters, match)) return match;
    at = match.start + 1;
  }
  return undefined;
}

function isWord(characters: readonly string[], { start, end }: Match): boolean {
  return !isWordCharacter(characters[start - 1]) && !isWordCharacter(characters[end]);
}
