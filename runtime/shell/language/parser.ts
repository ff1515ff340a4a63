import {
  accept,
  acceptWord,
  atEnd,
  type Cursor,
  failAt,
  match,
  nested,
  type Operator,
  openCursor,
  peekBareWord,
  peekOperator,
  skipBlanks,
  skipLines,
  unexpected,
} from './cursor.ts';
import { parseRedirection } from './redirection.ts';
import type {
  AndOrList,
  Assignment,
  Command,
  Pipeline,
  Redirection,
  Script,
  ShellSyntaxError,
  Word,
} from './syntax.ts';
import { parseWord } from './word.ts';

/** Longer scripts are refused: they are generated, not typed. */
const longestScript = 256 * 1024;

/** Words that end a body and can therefore not start a command. */
const closers = new Set(['done', 'do', 'fi', 'then', 'else', 'elif', '}']);

export type ParseResult =
  | { readonly kind: 'ok'; readonly script: Script }
  | { readonly kind: 'error'; readonly error: ShellSyntaxError };

/** Parses a whole script. An error is a value; its wording is `renderSyntaxError`'s. */
export function parseScript(source: string): ParseResult {
  if (source.length > longestScript) {
    const construct = `a script longer than ${longestScript} characters`;
    return { kind: 'error', error: { kind: 'unsupported', construct, offset: 0 } };
  }
  const cursor = openCursor(source);
  const script = parseBody(cursor);
  if (!atEnd(cursor)) unexpected(cursor);
  return cursor.error ? { kind: 'error', error: cursor.error } : { kind: 'ok', script };
}

/** Parses commands up to the end, a closing parenthesis or a closing word. */
function parseBody(cursor: Cursor): Script {
  skipLines(cursor);
  const start = cursor.offset;
  const lists: AndOrList[] = [];
  while (startsCommand(cursor)) {
    lists.push(parseAndOr(cursor));
    const background = peekOperator(cursor) === '&';
    if (background)
      failAt(cursor, { kind: 'unsupported', construct: 'background commands: &', offset: cursor.offset });
    if (!accept(cursor, ';') && !accept(cursor, '\n')) break;
    skipLines(cursor);
  }
  return { kind: 'script', lists, start, end: cursor.offset };
}

function startsCommand(cursor: Cursor): boolean {
  const operator = peekOperator(cursor);
  if (atEnd(cursor) || operator === ')') return false;
  return !closers.has(peekBareWord(cursor));
}

/** A body that may not be empty: of a loop, a branch or a group. */
function parseFullBody(cursor: Cursor): Script {
  const body = nested(cursor, () => parseBody(cursor));
  if (body.lists.length === 0) unexpected(cursor);
  return body;
}

function parseAndOr(cursor: Cursor): AndOrList {
  const start = cursor.offset;
  const first = parsePipeline(cursor);
  const rest: { operator: '&&' | '||'; pipeline: Pipeline }[] = [];
  for (;;) {
    const operator = peekOperator(cursor);
    if (operator !== '&&' && operator !== '||') break;
    accept(cursor, operator);
    skipLines(cursor);
    rest.push({ operator, pipeline: parsePipeline(cursor) });
  }
  return { kind: 'and-or', first, rest, start, end: cursor.offset };
}

function parsePipeline(cursor: Cursor): Pipeline {
  skipBlanks(cursor);
  const start = cursor.offset;
  const negated = acceptWord(cursor, '!');
  const commands = [parseCommand(cursor)];
  while (accept(cursor, '|')) {
    skipLines(cursor);
    commands.push(parseCommand(cursor));
  }
  return { kind: 'pipeline', negated, commands, start, end: cursor.offset };
}

function parseCommand(cursor: Cursor): Command {
  if (accept(cursor, '(')) return parseGroup(cursor, true);
  const word = peekBareWord(cursor);
  switch (word) {
    case '{':
      acceptWord(cursor, '{');
      return parseGroup(cursor, false);
    case 'for':
      return parseFor(cursor);
    case 'while':
    case 'until':
      return parseWhile(cursor, word);
    case 'if':
      return parseIf(cursor);
    case 'case':
    case 'function':
    case 'select':
      failAt(cursor, { kind: 'unsupported', construct: word, offset: cursor.offset });
      return parseSimple(cursor);
    default:
      return parseSimple(cursor);
  }
}

function parseGroup(cursor: Cursor, subshell: boolean): Command {
  const start = cursor.offset - 1;
  const body = parseFullBody(cursor);
  if (!(subshell ? accept(cursor, ')') : acceptWord(cursor, '}'))) unexpected(cursor);
  return { kind: 'group', subshell, body, ...parseTail(cursor, start) };
}

function parseFor(cursor: Cursor): Command {
  const start = cursor.offset;
  acceptWord(cursor, 'for');
  skipBlanks(cursor);
  const variable = match(cursor, /[A-Za-z_][A-Za-z0-9_]*(?=\s)/y);
  cursor.offset += variable.length;
  skipLines(cursor);
  if (variable === '' || !acceptWord(cursor, 'in')) unexpected(cursor);
  const words = parseWords(cursor);
  if (!accept(cursor, ';') && !accept(cursor, '\n')) unexpected(cursor);
  return { kind: 'for', variable, words, body: parseDo(cursor), ...parseTail(cursor, start) };
}

function parseWhile(cursor: Cursor, keyword: 'while' | 'until'): Command {
  const start = cursor.offset;
  acceptWord(cursor, keyword);
  const condition = parseFullBody(cursor);
  const body = parseDo(cursor);
  return { kind: 'while', until: keyword === 'until', condition, body, ...parseTail(cursor, start) };
}

function parseDo(cursor: Cursor): Script {
  skipLines(cursor);
  if (!acceptWord(cursor, 'do')) unexpected(cursor);
  const body = parseFullBody(cursor);
  if (!acceptWord(cursor, 'done')) unexpected(cursor);
  return body;
}

function parseIf(cursor: Cursor): Command {
  const start = cursor.offset;
  const branches: { condition: Script; body: Script }[] = [];
  while (acceptWord(cursor, branches.length === 0 ? 'if' : 'elif')) {
    const condition = parseFullBody(cursor);
    if (!acceptWord(cursor, 'then')) unexpected(cursor);
    branches.push({ condition, body: parseFullBody(cursor) });
  }
  const otherwise = acceptWord(cursor, 'else') ? parseFullBody(cursor) : undefined;
  if (!acceptWord(cursor, 'fi')) unexpected(cursor);
  return { kind: 'if', branches, otherwise, ...parseTail(cursor, start) };
}

/** Redirections behind a compound command, and where it ends. */
function parseTail(cursor: Cursor, start: number) {
  const redirections: Redirection[] = [];
  for (;;) {
    const redirection = parseRedirection(cursor, parseBody);
    if (!redirection) break;
    redirections.push(redirection);
  }
  return { redirections, start, end: cursor.offset };
}

function parseSimple(cursor: Cursor): Command {
  skipBlanks(cursor);
  const start = cursor.offset;
  const assignments: Assignment[] = [];
  const words: Word[] = [];
  const redirections: Redirection[] = [];
  for (;;) {
    const redirection = parseRedirection(cursor, parseBody);
    const assignment = redirection || words.length > 0 ? undefined : parseAssignment(cursor);
    const word = redirection || assignment ? undefined : parseWord(cursor, parseBody);
    if (redirection) redirections.push(redirection);
    else if (assignment) assignments.push(assignment);
    else if (word) words.push(word);
    else break;
  }
  if (assignments.length + words.length + redirections.length === 0) unexpected(cursor);
  if (peekOperator(cursor) === '(') unexpected(cursor);
  return { kind: 'simple', assignments, words, redirections, start, end: cursor.offset };
}

function parseAssignment(cursor: Cursor): Assignment | undefined {
  skipBlanks(cursor);
  const start = cursor.offset;
  const head = match(cursor, /[A-Za-z_][A-Za-z0-9_]*=/y);
  if (head === '') return undefined;
  cursor.offset += head.length;
  const empty: Word = { kind: 'word', parts: [], start: cursor.offset, end: cursor.offset };
  const value = parseWord(cursor, parseBody) ?? empty;
  return { name: head.slice(0, -1), value, start, end: cursor.offset };
}

function parseWords(cursor: Cursor): readonly Word[] {
  const words: Word[] = [];
  const ends: readonly (Operator | undefined)[] = [';', '\n'];
  while (!atEnd(cursor) && !ends.includes(peekOperator(cursor))) {
    const word = parseWord(cursor, parseBody);
    if (word) words.push(word);
    else if (!cursor.error) unexpected(cursor);
  }
  return words;
}
