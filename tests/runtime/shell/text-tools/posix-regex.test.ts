import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Flavour } from '../../../../runtime/shell/text-tools/regex/parse.ts';
import { compileRegex } from '../../../../runtime/shell/text-tools/regex/posix-regex.ts';

function find(pattern: string, text: string, flavour: Flavour = 'extended'): string | undefined {
  const compiled = compileRegex(pattern, flavour);
  if (compiled.kind === 'error') return `error: ${compiled.error}`;
  const characters = [...text];
  const match = compiled.regex.find(characters, 0);
  return match && characters.slice(match.start, match.end).join('');
}

test.each<[Flavour, string, string, string | undefined]>([
  ['extended', 'a|ab|abc', 'xabcd', 'abc'],
  ['extended', '(a|ab)(c|bcd)', 'abcd', 'abcd'],
  ['extended', 'x*', 'aaa', ''],
  ['extended', '[^a-c]+', 'abcdef', 'def'],
  ['extended', '[]a]+', 'x]a]', ']a]'],
  ['extended', '\\bfoo\\b', 'a foo_b foo', 'foo'],
  ['extended', '^$', 'a', undefined],
  ['extended', 'é.', 'aéü', 'éü'],
  ['extended', 'a{2,3}', 'aaaa', 'aaa'],
  ['extended', 'a{,1}b', 'aab', 'ab'],
  ['extended', 'a{x', 'a{x', 'a{x'],
  ['basic', 'a\\{2\\}', 'aaa', 'aa'],
  ['basic', 'a+', 'aa+', 'a+'],
  ['basic', 'a\\+', 'aa+', 'aa'],
  ['basic', '\\(a\\|b\\)*', 'abac', 'aba'],
  ['basic', '*a', 'b*a', '*a'],
  ['basic', 'a^b$c', 'a^b$c', 'a^b$c'],
  ['fixed', 'a.*', 'a.*b', 'a.*'],
  ['extended', 'a**', 'aaa', 'aaa'],
  ['extended', '(', '', 'error: Unmatched ( or \\('],
  ['extended', '[a', '', 'error: Unmatched [, [^, [:, [., or [='],
  ['extended', '[b-a]', '', 'error: Invalid range end'],
  ['extended', 'a\\', '', 'error: Trailing backslash'],
  ['extended', 'a{2,1}', '', 'error: Invalid content of \\{\\}'],
  ['extended', '((a{1000}){1000}){1000}', '', 'error: Regular expression too big'],
])('%s %s finds %j', (flavour, pattern, text, found) => {
  expect(find(pattern, text, flavour)).toBe(found);
});

test('patterns that make backtracking explode take time in proportion to the text', () => {
  const started = performance.now();
  expect(find('(a*)*(a|aa)*b', 'a'.repeat(5000))).toBe(undefined);
  expect(find('('.repeat(10_000), 'a')).toMatch(/^error/);
  expect(performance.now() - started).toBeLessThan(5000);
});

const pattern = fc.letrec<{ item: string }>((tie) => ({
  item: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('a', 'b', '.', '[ab]', '[^a]'),
    fc.tuple(tie('item'), tie('item')).map(([x, y]) => x + y),
    fc.tuple(tie('item'), tie('item')).map(([x, y]) => `(${x}|${y})`),
    fc.tuple(tie('item'), fc.constantFrom('*', '+', '?', '{1,2}')).map(([x, sign]) => `(${x})${sign}`),
  ),
})).item;

test('a line matches as a whole when JavaScript says so', () => {
  fc.assert(
    fc.property(
      pattern,
      fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 }),
      (source, text) => {
        expect(find(`^(${source})$`, text) !== undefined).toBe(new RegExp(`^(${source})$`, 's').test(text));
      },
    ),
    { numRuns: 500 },
  );
});

test('a match is the leftmost and there the longest', () => {
  fc.assert(
    fc.property(
      pattern,
      fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 }),
      (source, text) => {
        const whole = new RegExp(`^(?:${source})$`, 's');
        const starts = [...text, ''].map((_, start) => start);
        const longest = starts.flatMap((start) =>
          [...starts]
            .reverse()
            .flatMap((end) =>
              end >= start && whole.test(text.slice(start, end)) ? [text.slice(start, end)] : [],
            ),
        )[0];
        expect(find(source, text)).toBe(longest);
      },
    ),
    { numRuns: 500 },
  );
});

test('any text as a pattern compiles or is refused', () => {
  const piece = fc.string({ unit: fc.constantFrom(...'ab()[]{}*+?|\\^$.,1-:') });
  fc.assert(
    fc.property(piece, fc.constantFrom<Flavour>('basic', 'extended', 'fixed'), (source, flavour) => {
      expect(['ok', 'error']).toContain(compileRegex(source, flavour).kind);
    }),
    { numRuns: 2000 },
  );
});
