import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  areDisjoint,
  countOf,
  has,
  intersect,
  relation,
  setOf,
  subtract,
  union,
  type ValueSet,
} from '../../../runtime/prove/value-set.ts';

const LAST = 40;
const numbers = fc
  .array(fc.tuple(fc.nat(LAST), fc.nat(LAST)), { maxLength: 6 })
  .map((pairs) => setOf(pairs.map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)));
const listOf = (set: ValueSet): number[] =>
  Array.from({ length: LAST + 1 }, (_, value) => value).filter((value) => has(set, value));

test('sets behave as sets of numbers do', () => {
  fc.assert(
    fc.property(numbers, numbers, (a, b) => {
      const [x, y] = [listOf(a), listOf(b)];
      expect(listOf(intersect(a, b))).toEqual(x.filter((value) => y.includes(value)));
      expect(listOf(subtract(a, b))).toEqual(x.filter((value) => !y.includes(value)));
      expect(listOf(union(a, b))).toEqual([...new Set([...x, ...y])].sort((p, q) => p - q));
      expect(countOf(a)).toBe(BigInt(x.length));
      expect(areDisjoint(a, b)).toBe(!x.some((value) => y.includes(value)));
    }),
  );
});

test('equal sets have equal lists, whatever they were made from', () => {
  fc.assert(
    fc.property(numbers, numbers, (a, b) => {
      expect(union(intersect(a, b), subtract(a, b))).toEqual(a);
    }),
  );
});

const RELATIONS: readonly (readonly [ValueSet, ValueSet, string])[] = [
  [[1, 5], [0, 9], 'inside'],
  [[1, 5], [6, 9], 'outside'],
  [[1, 5], [3, 9], 'both'],
  [[1, 2, 8, 9], [0, 5], 'both'],
  [[1, 2, 8, 9], [0, 2, 8, 20], 'inside'],
  [[1n, 5n], [0n, 9n], 'inside'],
  [[1, 5], [0n, 9n], 'outside'],
];
test('how one set lies to another', () => {
  for (const [a, b, expected] of RELATIONS) expect(relation(a, b), `${a} to ${b}`).toBe(expected);
});

test('IPv6 sets reach to the last address', () => {
  const all: ValueSet = [0n, (1n << 128n) - 1n];
  expect(subtract(all, [5n, 5n])).toEqual([0n, 4n, 6n, (1n << 128n) - 1n]);
  expect(countOf(all)).toBe(1n << 128n);
});
