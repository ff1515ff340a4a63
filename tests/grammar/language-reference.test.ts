import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { formatSource } from '../../grammar/format-source.ts';
import { parseSource } from '../../grammar/parse-source.ts';
import { keywordTypes } from '../../grammar/tokens.ts';

const reference = readFileSync(new URL('../../docs/language.md', import.meta.url), 'utf8');
const examples = [...reference.matchAll(/```dnet\n([\s\S]*?)```/g)].map((match) => match[1]!);

test('the reference has examples', () => expect(examples.length).toBeGreaterThan(15));

test.each(examples)('example %# reads without a diagnostic and is formatted', (example) => {
  expect(parseSource('language.md', example).diagnostics).toEqual([]);
  expect(formatSource('language.md', example).text).toBe(example);
});

test('every keyword stands in an example', () => {
  const words = new Set(examples.join('\n').split(/[^\w-]+/));
  expect([...keywordTypes.keys()].filter((word) => !words.has(word))).toEqual([]);
});
