/** What the text of a template consists of. Keywords and functions are told apart by the parser. */
export type TokenKind =
  | 'text'
  | 'open'
  | 'close'
  | 'space'
  | 'field'
  | 'variable'
  | 'word'
  | 'dot'
  | 'number'
  | 'string'
  | 'raw-string'
  | 'character'
  | 'declare'
  | 'assign'
  | 'pipe'
  | 'left-paren'
  | 'right-paren'
  | 'other'
  | 'error'
  | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** The token as written; of an error its message. */
  readonly text: string;
  readonly position: number;
}

/** Where the lexer is. It reads on demand, so that the first mistake in reading order is the one reported. */
export interface Lexer {
  readonly source: string;
  offset: number;
  inAction: boolean;
  parens: number;
}

export function openLexer(source: string): Lexer {
  return { source, offset: 0, inAction: false, parens: 0 };
}

/** Behind the end, and behind an error, the same token comes again. */
export function nextToken(lexer: Lexer): Token {
  return lexer.inAction ? actionToken(lexer) : textToken(lexer);
}

function textToken(lexer: Lexer): Token {
  const { source, offset } = lexer;
  if (offset >= source.length) return { kind: 'end', text: '', position: offset };
  if (source.startsWith('{{', offset)) return openAction(lexer);
  const open = source.indexOf('{{', offset);
  const end = open < 0 ? source.length : open;
  lexer.offset = end;
  const text = source.slice(offset, end);
  const trimsRight = open >= 0 && /^\{\{-[ \t\r\n]/.test(source.slice(open, open + 4));
  return { kind: 'text', text: trimsRight ? text.replace(/[ \t\r\n]+$/, '') : text, position: offset };
}

/** `{{`, with `- ` when it trims. A comment is skipped and gives an empty text. */
function openAction(lexer: Lexer): Token {
  const { source, offset } = lexer;
  const open = match(lexer, /\{\{(?:-[ \t\r\n])?/y);
  const comment = /[ \t\r\n]*\/\*/y;
  comment.lastIndex = offset + open.length - (open.length > 2 ? 1 : 0);
  if (!(open.length > 2 ? comment.test(source) : source.startsWith('/*', offset + 2))) {
    lexer.offset += open.length;
    lexer.inAction = true;
    lexer.parens = 0;
    return { kind: 'open', text: '{{', position: offset };
  }
  const close = source.indexOf('*/', offset);
  if (close < 0) return { kind: 'error', text: 'unclosed comment', position: offset };
  lexer.offset = close + 2;
  const end = match(lexer, /[ \t\r\n]-\}\}[ \t\r\n]*|\}\}/y);
  if (end === '') {
    lexer.offset = offset;
    return { kind: 'error', text: 'comment ends before closing delimiter', position: offset };
  }
  lexer.offset += end.length;
  return { kind: 'text', text: '', position: offset };
}

const patterns: readonly (readonly [TokenKind, RegExp])[] = [
  ['space', /[ \t\r\n]+/y],
  ['declare', /:=/y],
  ['assign', /=/y],
  ['pipe', /\|/y],
  ['string', /"(?:\\[^\n]|[^"\\\n])*"/y],
  ['raw-string', /`[^`]*`/y],
  ['character', /'(?:\\[^\n]|[^'\\\n])*'/y],
  ['field', /\.[\p{L}_][\p{L}\p{Nd}_]*/uy],
  ['number', /[+-]?(?:\.[0-9]|[0-9])(?:(?<=[eE])[+-]|[\p{L}\p{Nd}_.])*/uy],
  ['dot', /\./y],
  ['variable', /\$[\p{L}\p{Nd}_]*/uy],
  ['word', /[\p{L}_][\p{L}\p{Nd}_]*/uy],
  ['left-paren', /\(/y],
  ['right-paren', /\)/y],
];

const decimal = /(?:[0-9](?:_?[0-9])*\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?/;
const prefixed = /0[xX](?:_?[0-9a-fA-F])+|0[bB](?:_?[01])+|0[oO](?:_?[0-7])+/;
const number = new RegExp(`^[+-]?(?:${prefixed.source}|${decimal.source})$`);

function actionToken(lexer: Lexer): Token {
  const { source, offset } = lexer;
  const close = match(lexer, /[ \t\r\n]-\}\}[ \t\r\n]*|\}\}/y);
  if (close !== '') return closeAction(lexer, close);
  if (offset >= source.length) return failure(lexer, 'unclosed action');
  for (const [kind, pattern] of patterns) {
    const text = match(lexer, pattern);
    if (text !== '') return checkToken(lexer, { kind, text, position: offset });
  }
  const character = String.fromCodePoint(source.codePointAt(offset) ?? 0);
  if (character === '"') return failure(lexer, 'unterminated quoted string');
  if (character === '`') return failure(lexer, 'unterminated raw quoted string');
  if (character === "'") return failure(lexer, 'unterminated character constant');
  if (!/[!-~]/.test(character)) {
    return failure(lexer, `unrecognized character in action: ${codePoint(character)}`);
  }
  lexer.offset += 1;
  return { kind: 'other', text: character, position: offset };
}

function closeAction(lexer: Lexer, close: string): Token {
  const position = lexer.offset;
  if (lexer.parens > 0) return failure(lexer, 'unclosed left paren');
  lexer.offset += close.length;
  lexer.inAction = false;
  return { kind: 'close', text: '}}', position };
}

function checkToken(lexer: Lexer, token: Token): Token {
  const end = token.position + token.text.length;
  if (token.kind === 'number' && !number.test(token.text)) {
    return failure(lexer, `bad number syntax: "${token.text}"`);
  }
  // Behind a name only these may follow directly.
  const following = lexer.source.slice(end, end + 2);
  const named = token.kind === 'field' || token.kind === 'variable' || token.kind === 'word';
  if (named && !/^(?:$|[ \t\r\n.,|:)(]|\}\})/.test(following) && !/^=/.test(following)) {
    return failure(lexer, `bad character ${codePoint(String.fromCodePoint(following.codePointAt(0) ?? 0))}`);
  }
  if (token.kind === 'left-paren') lexer.parens += 1;
  if (token.kind === 'right-paren') lexer.parens -= 1;
  if (lexer.parens < 0) return failure(lexer, 'unexpected right paren');
  lexer.offset = end;
  return token;
}

function codePoint(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `U+${code} '${character}'`;
}

function failure(lexer: Lexer, text: string): Token {
  return { kind: 'error', text, position: lexer.offset };
}

function match(lexer: Lexer, pattern: RegExp): string {
  pattern.lastIndex = lexer.offset;
  return pattern.exec(lexer.source)?.[0] ?? '';
}
