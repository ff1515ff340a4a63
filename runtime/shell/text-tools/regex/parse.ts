import { parseBracket } from './bracket.ts';
import { type Assertion, isWordCharacter, type Regex } from './syntax.ts';

/**
 * `basic` needs a backslash before `(`, `)`, `{`, `}`, `|`, `+` and `?`; `extended` does not; `fixed` has
 * none.
 */
export type Flavour = 'basic' | 'extended' | 'fixed';

export type ParsedRegex =
  | { readonly kind: 'ok'; readonly regex: Regex; readonly groups: number }
  /** glibc's words, such as `Unmatched ( or \(`. */
  | { readonly kind: 'error'; readonly error: string };

interface Reader {
  readonly pattern: readonly string[];
  readonly flavour: Flavour;
  readonly ignoreCase: boolean;
  at: number;
  groups: number;
  depth: number;
  error: string | undefined;
}

const deepestNesting = 50;
const mostRepeats = 1000;
const nothing: Regex = { kind: 'sequence', items: [] };

export function parseRegex(pattern: string, flavour: Flavour, ignoreCase: boolean): ParsedRegex {
  const reader: Reader = {
    pattern: [...pattern],
    flavour,
    ignoreCase,
    at: 0,
    groups: 0,
    depth: 0,
    error: undefined,
  };
  if (flavour === 'fixed') {
    return {
      kind: 'ok',
      regex: { kind: 'sequence', items: reader.pattern.map((text) => literal(reader, text)) },
      groups: 0,
    };
  }
  const regex = parseChoice(reader);
  if (reader.at < reader.pattern.length) fail(reader, 'Unmatched ) or \\)');
  return reader.error === undefined
    ? { kind: 'ok', regex, groups: reader.groups }
    : { kind: 'error', error: reader.error };
}

function parseChoice(reader: Reader): Regex {
  const options = [parseSequence(reader)];
  while (special(reader) === '|') {
    skipSpecial(reader);
    options.push(parseSequence(reader));
  }
  const [only] = options;
  return options.length === 1 && only ? only : { kind: 'choice', options };
}

function parseSequence(reader: Reader): Regex {
  const items: Regex[] = [];
  for (;;) {
    const mark = special(reader);
    if (reader.at >= reader.pattern.length || mark === '|' || (mark === ')' && closes(reader))) break;
    const item = parseAtom(reader, items.length === 0);
    items.push(parseRepeats(reader, item));
  }
  return { kind: 'sequence', items };
}

/** A lone `)` of an extended expression is itself; `\)` always closes. */
function closes(reader: Reader): boolean {
  return reader.flavour === 'basic' || reader.depth > 0;
}

/** The operator here without its backslash, or undefined: `(`, `)`, `{`, `|`, `+`, `?`, `*`. */
function special(reader: Reader): string | undefined {
  const [here = '', following = ''] = reader.pattern.slice(reader.at, reader.at + 2);
  if (here === '*') return '*';
  if (reader.flavour === 'extended') {
    // A `{` that begins no interval is itself.
    if (here === '{') return intervalAt(reader) ? here : undefined;
    return '()|+?'.includes(here) && here !== '' ? here : undefined;
  }
  return here === '\\' && following !== '' && '(){|+?'.includes(following) ? following : undefined;
}

function skipSpecial(reader: Reader): void {
  reader.at += reader.pattern[reader.at] === '\\' ? 2 : 1;
}

function parseAtom(reader: Reader, first: boolean): Regex {
  const character = reader.pattern[reader.at] ?? '';
  const mark = special(reader);
  if (mark === '(') return parseGroup(reader);
  if (mark !== undefined && mark !== ')' && !first)
    return fail(reader, 'Invalid preceding regular expression');
  if (mark !== undefined && reader.flavour === 'extended' && mark !== ')' && mark !== '{') {
    // `*` at the start of an extended expression repeats nothing.
    skipSpecial(reader);
    return nothing;
  }
  if (mark !== undefined) {
    skipSpecial(reader);
    return literal(reader, mark);
  }
  switch (character) {
    case '\\':
      return parseEscape(reader);
    case '[': {
      const bracket = parseBracket(reader.pattern, reader.at);
      if (bracket.kind === 'error') return fail(reader, bracket.error);
      reader.at = bracket.end;
      return set(reader, bracket.has);
    }
    case '.':
      reader.at += 1;
      return { kind: 'set', has: () => true };
    case '^':
    case '$':
      return parseAnchor(reader, character, first);
    default:
      reader.at += 1;
      return literal(reader, character);
  }
}

/** In a basic expression `^` and `$` are anchors only at its ends and at those of a group or branch. */
function parseAnchor(reader: Reader, character: '^' | '$', first: boolean): Regex {
  reader.at += 1;
  const rest = reader.pattern.slice(reader.at, reader.at + 2).join('');
  const last = rest === '' || rest === '\\)' || rest === '\\|';
  const anchors = reader.flavour === 'extended' || (character === '^' ? first : last);
  if (!anchors) return literal(reader, character);
  return { kind: 'assertion', where: character === '^' ? 'line-start' : 'line-end' };
}

function parseGroup(reader: Reader): Regex {
  skipSpecial(reader);
  reader.groups += 1;
  reader.depth += 1;
  const index = reader.groups;
  if (reader.depth > deepestNesting) return fail(reader, 'Regular expression too big');
  const item = parseChoice(reader);
  if (special(reader) !== ')') return fail(reader, 'Unmatched ( or \\(');
  skipSpecial(reader);
  reader.depth -= 1;
  return { kind: 'group', index, item };
}

const assertions: Readonly<Record<string, Assertion>> = {
  b: 'word-edge',
  B: 'word-inside',
  '<': 'word-start',
  '>': 'word-end',
};

function parseEscape(reader: Reader): Regex {
  const escaped = reader.pattern[reader.at + 1];
  if (escaped === undefined) return fail(reader, 'Trailing backslash');
  reader.at += 2;
  const where = Object.hasOwn(assertions, escaped) ? assertions[escaped] : undefined;
  if (where) return { kind: 'assertion', where };
  if (/[1-9]/.test(escaped)) return fail(reader, 'back-references are not simulated');
  if (escaped === 'w' || escaped === 'W') {
    return { kind: 'set', has: (character) => isWordCharacter(character) === (escaped === 'w') };
  }
  if (escaped === 's' || escaped === 'S') {
    return { kind: 'set', has: (character) => /\s/.test(character) === (escaped === 's') };
  }
  const control = { n: '\n', t: '\t' }[escaped];
  return literal(reader, control ?? escaped);
}

function parseRepeats(reader: Reader, item: Regex): Regex {
  let repeated = item;
  for (let mark = special(reader); ; mark = special(reader)) {
    if (mark === '*') repeated = repeat(reader, repeated, 0, Number.POSITIVE_INFINITY);
    else if (mark === '+') repeated = repeat(reader, repeated, 1, Number.POSITIVE_INFINITY);
    else if (mark === '?') repeated = repeat(reader, repeated, 0, 1);
    else if (mark === '{') {
      const interval = parseInterval(reader);
      if (!interval) return repeated;
      repeated = { kind: 'repeat', item: repeated, ...interval };
    } else return repeated;
    if (reader.error !== undefined) return nothing;
  }
}

function repeat(reader: Reader, item: Regex, min: number, max: number): Regex {
  skipSpecial(reader);
  return { kind: 'repeat', item, min, max };
}

function parseInterval(reader: Reader): { min: number; max: number } | undefined {
  const found = intervalAt(reader);
  if (!found) {
    fail(reader, 'Unmatched \\{');
    return undefined;
  }
  const [whole, from = '', comma = '', to = ''] = found;
  reader.at += whole.length;
  const min = Number(from);
  const max = comma === '' ? min : to === '' ? Number.POSITIVE_INFINITY : Number(to);
  if (min > max) fail(reader, 'Invalid content of \\{\\}');
  if (min > mostRepeats || (max !== Number.POSITIVE_INFINITY && max > mostRepeats)) {
    fail(reader, 'Regular expression too big');
  }
  return { min, max };
}

/** `{2}`, `{2,}`, `{,3}` or `{2,3}`, with backslashes in a basic expression. */
function intervalAt(reader: Reader): RegExpExecArray | null {
  const rest = reader.pattern.slice(reader.at, reader.at + 20).join('');
  const expression = reader.flavour === 'basic' ? basicInterval : extendedInterval;
  return expression.exec(rest);
}

const basicInterval = /^\\\{(?=[0-9,])([0-9]{0,5})(,?)([0-9]{0,5})\\\}/;
const extendedInterval = /^\{(?=[0-9,])([0-9]{0,5})(,?)([0-9]{0,5})\}/;

function literal(reader: Reader, text: string): Regex {
  return set(reader, (character) => character === text);
}

/** A set of characters, in both cases when case is ignored. */
function set({ ignoreCase }: Reader, has: (character: string) => boolean): Regex {
  if (!ignoreCase) return { kind: 'set', has };
  return {
    kind: 'set',
    has: (character) => has(character) || has(character.toLowerCase()) || has(character.toUpperCase()),
  };
}

function fail(reader: Reader, error: string): Regex {
  reader.error ??= error;
  reader.at = reader.pattern.length;
  return nothing;
}
