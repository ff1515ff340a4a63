import { type Cursor, failAt, match, peekOperator, skipBlanks, unexpected } from './cursor.ts';
import type { Redirection, Word } from './syntax.ts';
import { type ParseBody, parseWord } from './word.ts';

/** Reads `2> file`, `>> file`, `&> file`, `< file`, `<<< word`, `2>&1`; undefined when none starts here. */
export function parseRedirection(cursor: Cursor, parseBody: ParseBody): Redirection | undefined {
  skipBlanks(cursor);
  const start = cursor.offset;
  const digits = match(cursor, /[0-9]+(?=[<>])/y);
  cursor.offset += digits.length;
  const operator = peekOperator(cursor);
  if (operator === undefined || !/[<>]/.test(operator)) return undefined;
  cursor.offset += operator.length;
  if (operator === '<<' || operator === '<<-' || operator === '<&' || operator === '<>') {
    failAt(cursor, { kind: 'unsupported', construct: operator, offset: start });
    return undefined;
  }
  const target = parseTarget(cursor, parseBody);
  if (!target) return undefined;
  const located = { target, start, end: cursor.offset };
  if (operator === '<') return { kind: 'input', ...located };
  if (operator === '<<<') return { kind: 'here-string', ...located };
  const fd = digits === '' ? 1 : Number(digits);
  if (operator === '>&') return duplicate(cursor, fd, located);
  if (operator.startsWith('&')) return { kind: 'output', fd: 'both', append: operator === '&>>', ...located };
  if (fd === 1 || fd === 2) return { kind: 'output', fd, append: operator === '>>', ...located };
  return refuseDescriptor(cursor, fd, start);
}

function parseTarget(cursor: Cursor, parseBody: ParseBody): Word | undefined {
  skipBlanks(cursor);
  const atLineEnd = cursor.offset >= cursor.source.length;
  // A shell reads the missing file name as the end of the line, not of the text.
  if (atLineEnd) failAt(cursor, { kind: 'unexpected-token', token: 'newline', offset: cursor.offset });
  const target = parseWord(cursor, parseBody);
  if (!target && !cursor.error) unexpected(cursor);
  return target;
}

function duplicate(
  cursor: Cursor,
  fd: number,
  located: { readonly target: Word; readonly start: number; readonly end: number },
): Redirection | undefined {
  const to = cursor.source.slice(located.target.start, located.target.end);
  if (fd === 1 && !/^[0-9-]+$/.test(to)) return { kind: 'output', fd: 'both', append: false, ...located };
  if ((fd !== 1 && fd !== 2) || (to !== '1' && to !== '2')) {
    return refuseDescriptor(cursor, fd === 1 || fd === 2 ? Number(to) : fd, located.start);
  }
  return { kind: 'duplicate', fd, to: to === '1' ? 1 : 2, start: located.start, end: located.end };
}

function refuseDescriptor(cursor: Cursor, fd: number, offset: number): undefined {
  const construct = Number.isNaN(fd) ? 'closing a file descriptor' : `file descriptor ${fd}`;
  failAt(cursor, { kind: 'unsupported', construct, offset });
  return undefined;
}
