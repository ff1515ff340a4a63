import type { ShellSyntaxError } from './syntax.ts';

/**
 * Where the parser is in the text. The first error is kept and moves the cursor to the end, so that every
 * parsing function returns by itself and none has to throw.
 */
export interface Cursor {
  readonly source: string;
  offset: number;
  depth: number;
  error: ShellSyntaxError | undefined;
}

/** Nesting that no person writes; more would only overflow the stack. */
const deepestNesting = 100;

const operators = [
  '&>>',
  '<<<',
  '<<-',
  '&&',
  '||',
  ';;',
  '&>',
  '>>',
  '>&',
  '>|',
  '<<',
  '<&',
  '<>',
  ';',
  '|',
  '&',
  '(',
  ')',
  '<',
  '>',
  '\n',
] as const;

export type Operator = (typeof operators)[number];

export function openCursor(source: string): Cursor {
  return { source, offset: 0, depth: 0, error: undefined };
}

export function failAt(cursor: Cursor, error: ShellSyntaxError): void {
  cursor.error ??= error;
  cursor.offset = cursor.source.length;
}

/** Refuses what stands here, or says that the text ended too early. */
export function unexpected(cursor: Cursor): void {
  skipBlanks(cursor);
  const { offset } = cursor;
  if (atEnd(cursor)) failAt(cursor, { kind: 'unexpected-end', offset });
  else failAt(cursor, { kind: 'unexpected-token', token: tokenText(cursor), offset });
}

export function atEnd(cursor: Cursor): boolean {
  return cursor.offset >= cursor.source.length;
}

/** Moves over blanks, escaped line ends and a comment; stops at a line end. */
export function skipBlanks(cursor: Cursor): void {
  cursor.offset += match(cursor, /(?:[ \t\r]|\\\n)*(?:#[^\n]*)?/y).length;
}

/** Moves over blanks, comments and line ends. */
export function skipLines(cursor: Cursor): void {
  cursor.offset += match(cursor, /(?:[ \t\r\n]|\\\n|#[^\n]*)*/y).length;
}

/** The operator at the next token, or undefined at a word or the end. Moves over blanks only. */
export function peekOperator(cursor: Cursor): Operator | undefined {
  skipBlanks(cursor);
  return operators.find((operator) => cursor.source.startsWith(operator, cursor.offset));
}

/** Consumes `operator` when it is the next token. */
export function accept(cursor: Cursor, operator: Operator): boolean {
  if (peekOperator(cursor) !== operator) return false;
  cursor.offset += operator.length;
  return true;
}

/** The word at the next token when it has no quote and no expansion, else an empty text. */
export function peekBareWord(cursor: Cursor): string {
  skipBlanks(cursor);
  return match(cursor, /[^\s;|&()<>'"\\$`]+(?=[\s;|&()<>]|$)/y);
}

export function acceptWord(cursor: Cursor, word: string): boolean {
  if (peekBareWord(cursor) !== word) return false;
  cursor.offset += word.length;
  return true;
}

/** What a sticky expression matches here, or an empty text. */
export function match(cursor: Cursor, expression: RegExp): string {
  expression.lastIndex = cursor.offset;
  return expression.exec(cursor.source)?.[0] ?? '';
}

/** Parses something that may contain itself; refuses hostile depth. */
export function nested<T>(cursor: Cursor, parse: () => T): T {
  cursor.depth += 1;
  if (cursor.depth > deepestNesting) {
    failAt(cursor, {
      kind: 'unsupported',
      construct: `nesting deeper than ${deepestNesting}`,
      offset: cursor.offset,
    });
  }
  const parsed = parse();
  cursor.depth -= 1;
  return parsed;
}

function tokenText(cursor: Cursor): string {
  const operator = peekOperator(cursor);
  if (operator === '\n') return 'newline';
  return operator ?? match(cursor, /[^\s;|&()<>]+/y);
}
