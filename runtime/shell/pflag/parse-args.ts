import { goQuote, goQuoteCharacter } from '../go-template/go-quote.ts';
import { argumentsComplaint, withUsage } from './complaints.ts';
import { type FlagValue, type FlagValues, parseFlagValue } from './flag-values.ts';
import { renderHelp } from './help.ts';
import type { CommandSpec, FlagSpec } from './spec.ts';

export type ParsedArgs =
  | {
      readonly kind: 'ok';
      readonly flags: FlagValues;
      readonly args: readonly string[];
      /** What docker prints on stdout before anything else: the use of deprecated flags. */
      readonly notices: string;
    }
  | { readonly kind: 'error'; readonly rc: number; readonly stderr: string }
  | { readonly kind: 'help'; readonly stdout: string };

const helpFlag: FlagSpec = { name: 'help', type: 'bool', usage: 'Print usage', hidden: true };
const shortHelp: FlagSpec = { ...helpFlag, shorthand: 'h' };

/** The exit codes of docker's command line before it talks to an engine. */
const badFlag = 125;
const badArguments = 1;

/**
 * Reads the words behind a command's name as pflag and docker's command line 28.2.2 do: the first bad flag
 * ends
 * it with rc 125, then `--help` wins, then the number of arguments is checked, rc 1.
 */
export function parseArgs(spec: CommandSpec, argv: readonly string[]): ParsedArgs {
  const state = readFlags(spec, argv);
  if (state.error !== undefined) return { kind: 'error', rc: badFlag, stderr: withUsage(spec, state.error) };
  const notices = state.notices.join('');
  const help = state.given.get('help');
  if (help?.kind === 'bool' && help.value) return { kind: 'help', stdout: notices + renderHelp(spec) };
  const complaint = argumentsComplaint(spec, state.args.length);
  if (complaint !== undefined) return { kind: 'error', rc: badArguments, stderr: complaint };
  return { kind: 'ok', flags: { specs: spec.flags, given: state.given }, args: state.args, notices };
}

interface Reading {
  readonly flags: readonly FlagSpec[];
  readonly given: Map<string, FlagValue>;
  readonly args: string[];
  readonly notices: string[];
  left: readonly string[];
  error: string | undefined;
}

function readFlags(spec: CommandSpec, argv: readonly string[]): Reading {
  const hasOwnH = spec.flags.some((flag) => flag.shorthand === 'h');
  const flags = [...spec.flags, hasOwnH ? helpFlag : shortHelp];
  const reading: Reading = { flags, given: new Map(), args: [], notices: [], left: argv, error: undefined };
  while (reading.left.length > 0 && reading.error === undefined) {
    const word = takeWord(reading) ?? '';
    if (word === '--') {
      reading.args.push(...reading.left);
      break;
    }
    if (word.startsWith('--')) readLong(reading, word);
    else if (word.startsWith('-') && word !== '-') readShort(reading, word.slice(1));
    else {
      reading.args.push(word);
      if (spec.interspersed !== false) continue;
      reading.args.push(...reading.left);
      break;
    }
  }
  return reading;
}

function takeWord(reading: Reading): string | undefined {
  const [word, ...left] = reading.left;
  reading.left = left;
  return word;
}

function readLong(reading: Reading, word: string): void {
  const [name = '', ...value] = word.slice(2).split('=');
  if (name === '' || name.startsWith('-')) {
    reading.error = `bad flag syntax: ${word}`;
    return;
  }
  const flag = reading.flags.find((candidate) => candidate.name === name);
  if (!flag) reading.error = `unknown flag: --${name}`;
  else if (value.length > 0) setFlag(reading, flag, value.join('='));
  else if (flag.type === 'bool') setFlag(reading, flag, 'true');
  else if (reading.left.length > 0) setFlag(reading, flag, takeWord(reading) ?? '');
  else reading.error = `flag needs an argument: --${name}`;
}

/** `-abc` sets a and b when they are bools and goes on; another flag takes the rest, or the next word. */
function readShort(reading: Reading, letters: string): void {
  const [letter = '', ...following] = [...letters];
  const rest = following.join('');
  const flag = reading.flags.find((candidate) => candidate.shorthand === letter);
  if (!flag) {
    reading.error = `unknown shorthand flag: ${goQuoteCharacter(letter)} in -${letters}`;
    return;
  }
  if (flag === shortHelp) reading.notices.push('Flag shorthand -h has been deprecated, use --help\n');
  // A lone `=` behind the letter is the value itself, as in pflag.
  if (rest.length > 1 && rest.startsWith('=')) setFlag(reading, flag, rest.slice(1));
  else if (flag.type === 'bool') {
    setFlag(reading, flag, 'true');
    if (rest !== '' && reading.error === undefined) readShort(reading, rest);
  } else if (rest !== '') setFlag(reading, flag, rest);
  else if (reading.left.length > 0) setFlag(reading, flag, takeWord(reading) ?? '');
  else reading.error = `flag needs an argument: ${goQuoteCharacter(letter)} in -${letters}`;
}

function setFlag(reading: Reading, flag: FlagSpec, text: string): void {
  const parsed = parseFlagValue(flag, text, reading.given.get(flag.name));
  if (parsed.kind === 'error') {
    const shown =
      flag.shorthand && flag !== shortHelp ? `-${flag.shorthand}, --${flag.name}` : `--${flag.name}`;
    reading.error = `invalid argument ${goQuote(text)} for "${shown}" flag: ${parsed.error}`;
    return;
  }
  reading.given.set(flag.name, parsed.value);
  if (flag.deprecated) reading.notices.push(`Flag --${flag.name} has been deprecated, ${flag.deprecated}\n`);
}
