import { compileRegex, type PosixRegex } from './regex/posix-regex.ts';

export type Address =
  | { readonly kind: 'line'; readonly number: number }
  | { readonly kind: 'last' }
  | { readonly kind: 'regex'; readonly regex: PosixRegex };

export interface SedCommand {
  readonly from: Address | undefined;
  readonly to: Address | undefined;
  readonly negated: boolean;
  readonly action: SedAction;
}

export type SedAction =
  | { readonly kind: 'print' | 'delete' | 'quit' | 'number' }
  | {
      readonly kind: 'substitute';
      readonly regex: PosixRegex;
      readonly replacement: readonly Replacement[];
      readonly global: boolean;
      readonly nth: number;
      readonly print: boolean;
    };

/** A piece of a replacement: text, or what a group matched; group 0 is `&`. */
export type Replacement = string | { readonly group: number };

export type ParsedSed =
  | { readonly kind: 'ok'; readonly commands: readonly SedCommand[] }
  | { readonly kind: 'error'; readonly error: string };

interface Reader {
  readonly text: string;
  readonly extended: boolean;
  at: number;
  error: string | undefined;
}

/** Parses `s`, `p`, `d`, `q` and `=` with their addresses; refuses sed's other commands. */
export function parseSed(text: string, extended: boolean): ParsedSed {
  const reader: Reader = { text, extended, at: 0, error: undefined };
  const commands: SedCommand[] = [];
  for (skip(reader, /[\s;]*/y); reader.at < text.length; skip(reader, /[\s;]*/y)) {
    const command = parseCommand(reader);
    if (command) commands.push(command);
    if (reader.error !== undefined) return { kind: 'error', error: reader.error };
  }
  return { kind: 'ok', commands };
}

function parseCommand(reader: Reader): SedCommand | undefined {
  const from = parseAddress(reader);
  const ranged = from && skip(reader, /[ \t]*,[ \t]*/y) !== '';
  const to = ranged ? parseAddress(reader) : undefined;
  if (ranged && !to) return fail(reader, "unexpected `,'");
  const negated = skip(reader, /[ \t]*![ \t]*|[ \t]*/y).includes('!');
  const action = parseAction(reader);
  if (!action) return undefined;
  if (skip(reader, /[ \t]*(?=[;\n}#]|$)/y) === '' && !/^(?:$|[;\n}#])/.test(reader.text.slice(reader.at))) {
    return fail(
      reader,
      action.kind === 'substitute' ? "unknown option to `s'" : 'extra characters after command',
      1,
    );
  }
  return { from, to, negated, action };
}

function parseAddress(reader: Reader): Address | undefined {
  const number = skip(reader, /\d+/y);
  if (number !== '' && reader.text[reader.at] === '~') return fail(reader, 'not simulated: step addresses');
  if (number !== '') return { kind: 'line', number: Number(number) };
  if (skip(reader, /\$/y) !== '') return { kind: 'last' };
  if (reader.text[reader.at] !== '/') return undefined;
  reader.at += 1;
  const pattern = readUntil(reader, '/', true);
  if (pattern === undefined) return fail(reader, 'unterminated address regex');
  const regex = compile(reader, pattern, skip(reader, /I/y) !== '');
  return regex && { kind: 'regex', regex };
}

const simple: Readonly<Record<string, 'print' | 'delete' | 'quit' | 'number'>> = {
  p: 'print',
  d: 'delete',
  q: 'quit',
  '=': 'number',
};

function parseAction(reader: Reader): SedAction | undefined {
  const letter = reader.text[reader.at] ?? '';
  reader.at += 1;
  const kind = Object.hasOwn(simple, letter) ? simple[letter] : undefined;
  if (kind) return { kind };
  if (letter === 's') return parseSubstitute(reader);
  if (letter === '' || letter === ';' || letter === '\n') return fail(reader, 'missing command');
  if ('{}:=aAbcCDeFgGhHiIlLmMnNrRtTvwWxyz#'.includes(letter))
    return fail(reader, `not simulated: command ${letter}`);
  return fail(reader, `unknown command: \`${letter}'`);
}

function parseSubstitute(reader: Reader): SedAction | undefined {
  const delimiter = reader.text[reader.at] ?? '';
  reader.at += 1;
  const pattern = delimiter === '' ? undefined : readUntil(reader, delimiter, true);
  const replacement = pattern === undefined ? undefined : readUntil(reader, delimiter, false);
  if (pattern === undefined || replacement === undefined) return fail(reader, "unterminated `s' command");
  const flags = skip(reader, /[gpiI0-9]*/y);
  const regex = compile(reader, pattern, /[iI]/.test(flags));
  if (!regex) return undefined;
  const nth = Number(/\d+/.exec(flags)?.[0] ?? 1);
  if (nth === 0) return fail(reader, "number option to `s' command may not be zero");
  return {
    kind: 'substitute',
    regex,
    replacement: parseReplacement(replacement),
    global: flags.includes('g'),
    nth,
    print: flags.includes('p'),
  };
}

/** Up to the next delimiter, which may stand escaped before and, in an expression, between brackets. */
function readUntil(reader: Reader, delimiter: string, brackets: boolean): string | undefined {
  const pieces: string[] = [];
  while (reader.at < reader.text.length) {
    const character = reader.text[reader.at] ?? '';
    if (character === delimiter) {
      reader.at += 1;
      return pieces.join('');
    }
    const following = reader.text[reader.at + 1] ?? '';
    const bracket = brackets ? bracketAt(reader) : '';
    if (bracket !== '') {
      pieces.push(bracket);
      reader.at += bracket.length;
      continue;
    }
    if (character === '\\') pieces.push(following === delimiter ? following : character + following);
    else pieces.push(character);
    reader.at += character === '\\' ? 2 : 1;
  }
  return undefined;
}

/** The bracket expression that begins here, or an empty text. */
function bracketAt(reader: Reader): string {
  const expression = /\[\^?\]?(?:\[:[a-z]+:\]|[^\]\n])*\]/y;
  expression.lastIndex = reader.at;
  return expression.exec(reader.text)?.[0] ?? '';
}

function parseReplacement(text: string): readonly Replacement[] {
  const pieces = text.match(/\\[\s\S]|&|[^\\&]+/g) ?? [];
  return pieces.map((piece) => {
    if (piece === '&') return { group: 0 };
    if (/^\\\d$/.test(piece)) return { group: Number(piece.slice(1)) };
    if (!piece.startsWith('\\')) return piece;
    return { '\\n': '\n', '\\t': '\t' }[piece] ?? piece.slice(1);
  });
}

function compile(reader: Reader, pattern: string, ignoreCase: boolean): PosixRegex | undefined {
  const compiled = compileRegex(pattern, reader.extended ? 'extended' : 'basic', ignoreCase);
  return compiled.kind === 'ok' ? compiled.regex : fail(reader, compiled.error);
}

function skip(reader: Reader, expression: RegExp): string {
  expression.lastIndex = reader.at;
  const found = expression.exec(reader.text)?.[0] ?? '';
  reader.at += found.length;
  return found;
}

function fail(reader: Reader, problem: string, ahead = 0): undefined {
  reader.error ??= `-e expression #1, char ${Math.min(reader.at + ahead, reader.text.length)}: ${problem}`;
  return undefined;
}
