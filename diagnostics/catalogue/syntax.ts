import { entry } from '../entry.ts';

const article = (noun: string) => (/^`?[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`);

/** E00xx: the text cannot be read as a scenario file. */
export const syntax = {
  E0001: entry<{ found: string; instead?: string }>({
    severity: 'error',
    title: 'unexpected text',
    message: ({ found }) => `unexpected ${found}`,
    help: ({ instead }) => instead,
  }),
  E0002: entry<object>({
    severity: 'error',
    title: 'a text without its closing quote',
    message: () => 'this text has no closing quote on its line',
    help: () => 'close it with `"`; text over several lines stands in `"""`',
  }),
  E0003: entry<object>({
    severity: 'error',
    title: 'prose without its end',
    message: () => 'this prose has no closing `"""`',
  }),
  E0004: entry<{ head: string }>({
    severity: 'error',
    title: 'a missing brace',
    message: ({ head }) => `the block of \`${head}\` has no closing brace`,
    help: () => 'close it with `}`',
  }),
  E0005: entry<object>({
    severity: 'error',
    title: 'a brace too many',
    message: () => 'this `}` closes nothing',
    help: () => 'remove it',
  }),
  E0006: entry<{ word: string; where: string; near: readonly string[] }>({
    severity: 'error',
    title: 'unknown statement',
    message: ({ word, where }) => `${where} has no statement \`${word}\``,
    help: ({ near }) =>
      near.length === 0 ? undefined : `did you mean ${near.map((known) => `\`${known}\``).join(' or ')}?`,
  }),
  E0007: entry<{ what: string }>({
    severity: 'error',
    title: 'a missing name',
    message: ({ what }) => `${article(what)} needs a name`,
  }),
  E0008: entry<{ escape: string }>({
    severity: 'error',
    title: 'an unknown escape',
    message: (given) => `\`${given.escape}\` means nothing in a text`,
    help: () => 'escapes are `\\"`, `\\\\`, `\\n` and `\\t`; write `\\\\` for a backslash',
  }),
  E0009: entry<{ size: number; most: number }>({
    severity: 'error',
    title: 'a file that is too large',
    message: ({ size, most }) => `the file has ${size} characters; ${most} are read`,
  }),
  E0010: entry<{ most: number }>({
    severity: 'error',
    title: 'blocks nested too deep',
    message: ({ most }) => `blocks nest deeper than ${most}`,
  }),
  E0011: entry<{ count: number }>({
    severity: 'error',
    title: 'more syntax errors',
    message: ({ count }) => `${count} more syntax errors are not shown`,
    help: () => 'mend the first ones; many of the rest may follow from them',
  }),
  E0012: entry<{ what: string; expected: string }>({
    severity: 'error',
    title: 'a value out of bounds',
    message: ({ what, expected }) => `${what} must be ${expected}`,
  }),
} as const;
