import { type Cursor, failAt, match, nested } from './cursor.ts';
import type { Script, Word, WordPart } from './syntax.ts';

/**
 * Parses the commands of a substitution: handed in by the parser, because words and commands contain each
 * other.
 */
export type ParseBody = (cursor: Cursor) => Script;

const name = /[A-Za-z_][A-Za-z0-9_]*|[0-9?#@*$!-]/y;

/** Reads one word; undefined when no word starts here. Blanks before it are already skipped. */
export function parseWord(cursor: Cursor, parseBody: ParseBody): Word | undefined {
  const start = cursor.offset;
  const parts: WordPart[] = [];
  while (!/^(?:[\s;|&()<>]|$)/.test(cursor.source.charAt(cursor.offset))) {
    parts.push(...parsePart(cursor, parseBody));
  }
  if (cursor.error || parts.length === 0) return undefined;
  return { kind: 'word', parts: joinLiterals(parts), start, end: cursor.offset };
}

function parsePart(cursor: Cursor, parseBody: ParseBody): readonly WordPart[] {
  switch (cursor.source.charAt(cursor.offset)) {
    case "'":
      return [parseSingleQuotes(cursor)];
    case '"':
      return parseDoubleQuotes(cursor, parseBody);
    case '\\':
      return [parseEscape(cursor)];
    case '$':
      return [parseDollar(cursor, parseBody, false)];
    case '`':
      return [refuse(cursor, 'backquotes: write $(...)')];
    default: {
      const text = match(cursor, /[^\s;|&()<>'"\\$`]+/y);
      cursor.offset += text.length;
      return [{ kind: 'literal', text, quoted: false }];
    }
  }
}

function parseEscape(cursor: Cursor): WordPart {
  const escaped = cursor.source.charAt(cursor.offset + 1);
  cursor.offset = Math.min(cursor.offset + 2, cursor.source.length);
  if (escaped === '\n') return { kind: 'literal', text: '', quoted: false };
  return { kind: 'literal', text: escaped === '' ? '\\' : escaped, quoted: true };
}

function parseSingleQuotes(cursor: Cursor): WordPart {
  const close = cursor.source.indexOf("'", cursor.offset + 1);
  if (close < 0) return unterminated(cursor, "'");
  const text = cursor.source.slice(cursor.offset + 1, close);
  cursor.offset = close + 1;
  return { kind: 'literal', text, quoted: true };
}

function parseDoubleQuotes(cursor: Cursor, parseBody: ParseBody): readonly WordPart[] {
  const start = cursor.offset;
  const parts: WordPart[] = [];
  cursor.offset += 1;
  while (cursor.offset < cursor.source.length) {
    const character = cursor.source.charAt(cursor.offset);
    if (character === '"') {
      cursor.offset += 1;
      return parts.length > 0 ? parts : [{ kind: 'literal', text: '', quoted: true }];
    }
    parts.push(parseInsideDoubleQuotes(cursor, parseBody, character));
  }
  return [unterminated(cursor, '"', start)];
}

function parseInsideDoubleQuotes(cursor: Cursor, parseBody: ParseBody, character: string): WordPart {
  if (character === '$') return parseDollar(cursor, parseBody, true);
  if (character === '`') return refuse(cursor, 'backquotes: write $(...)');
  // Between double quotes a backslash escapes only these; before anything else it stands for itself.
  const raw = match(cursor, /\\[$`"\\\n]|\\|[^"\\$`]+/y);
  cursor.offset += raw.length;
  const escaped = raw.length === 2 && raw.startsWith('\\');
  const text = escaped ? raw.slice(1).replace('\n', '') : raw;
  return { kind: 'literal', text, quoted: true };
}

function parseDollar(cursor: Cursor, parseBody: ParseBody, quoted: boolean): WordPart {
  if (cursor.source.startsWith('$((', cursor.offset)) return refuse(cursor, 'arithmetic: $((...))');
  if (cursor.source.startsWith('$(', cursor.offset)) return parseSubstitution(cursor, parseBody, quoted);
  if (cursor.source.startsWith('${', cursor.offset)) return parseBraces(cursor, quoted);
  if (!quoted && /\$['"]/y.test(match(cursor, /\$['"]/y))) return refuse(cursor, "$'...' quoting");
  cursor.offset += 1;
  const variable = match(cursor, name);
  cursor.offset += variable.length;
  if (variable === '') return { kind: 'literal', text: '$', quoted };
  return { kind: 'variable', name: variable, quoted, fallback: undefined };
}

function parseSubstitution(cursor: Cursor, parseBody: ParseBody, quoted: boolean): WordPart {
  const start = cursor.offset;
  cursor.offset += 2;
  const body = nested(cursor, () => parseBody(cursor));
  if (cursor.error?.kind === 'unexpected-end')
    cursor.error = { kind: 'unterminated', closing: ')', offset: start };
  if (!cursor.error && cursor.source.charAt(cursor.offset) !== ')') unterminated(cursor, ')', start);
  cursor.offset = Math.min(cursor.offset + 1, cursor.source.length);
  return { kind: 'substitution', body, quoted };
}

function parseBraces(cursor: Cursor, quoted: boolean): WordPart {
  const start = cursor.offset;
  const close = cursor.source.indexOf('}', start);
  if (close < 0) return unterminated(cursor, '}');
  const text = cursor.source.slice(start, close + 1);
  const found = /^\$\{([A-Za-z_][A-Za-z0-9_]*|[0-9]+|[?#@*$!-])(?:(:?)-([^$`'"\\]*))?\}$/.exec(text);
  cursor.offset = close + 1;
  if (!found) {
    failAt(cursor, { kind: 'bad-substitution', text, offset: start });
    return nothing;
  }
  const [, variable = '', colon, word] = found;
  const fallback = word === undefined ? undefined : { text: word, forEmpty: colon === ':' };
  return { kind: 'variable', name: variable, quoted, fallback };
}

const nothing: WordPart = { kind: 'literal', text: '', quoted: false };

function unterminated(cursor: Cursor, closing: string, offset = cursor.offset): WordPart {
  failAt(cursor, { kind: 'unterminated', closing, offset });
  return nothing;
}

function refuse(cursor: Cursor, construct: string): WordPart {
  failAt(cursor, { kind: 'unsupported', construct, offset: cursor.offset });
  return nothing;
}

/** Neighbouring literals of the same quoting become one, so that equal words have equal trees. */
function joinLiterals(parts: readonly WordPart[]): readonly WordPart[] {
  const joined: WordPart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last?.kind === 'literal' && part.kind === 'literal' && last.quoted === part.quoted) {
      joined[joined.length - 1] = { ...last, text: last.text + part.text };
    } else {
      joined.push(part);
    }
  }
  return joined;
}
