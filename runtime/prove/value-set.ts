import type { Cidr } from '../address/cidr.ts';
import { lastOf } from '../address/cidr.ts';

/** An address or a port. IPv6 addresses are bigints, everything else is a number. */
export type Value = number | bigint;

/**
 * A set of addresses of one family, or of ports: disjoint intervals in order, both ends included, as one flat list
 * `[first, last, first, last, ...]` in which no two intervals touch. Two equal sets have equal lists.
 */
export type ValueSet = readonly Value[];

export const EMPTY: ValueSet = [];
export const only = (value: Value): ValueSet => [value, value];
export const between = (first: Value, last: Value): ValueSet => (first > last ? EMPTY : [first, last]);
export const blockSet = (block: Cidr): ValueSet => [block.base, lastOf(block)];

export const ALL_IPV4: ValueSet = [0, 0xffffffff];
export const ALL_IPV6: ValueSet = [0n, (1n << 128n) - 1n];

const after = (value: Value): Value => (typeof value === 'number' ? value + 1 : value + 1n);
const before = (value: Value): Value => (typeof value === 'number' ? value - 1 : value - 1n);

// Math.max knows no bigints.
const earlier = (a: Value, b: Value): Value => (b < a ? b : a);
const later = (a: Value, b: Value): Value => (a < b ? b : a);

/** The union of intervals in any order. */
export function setOf(intervals: readonly (readonly [Value, Value])[]): ValueSet {
  const sorted = [...intervals].sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
  const set: Value[] = [];
  for (const [first, last] of sorted) {
    const end = set.at(-1);
    if (end !== undefined && first <= after(end)) {
      if (last > end) set[set.length - 1] = last;
    } else set.push(first, last);
  }
  return set;
}

export const valuesSet = (values: Iterable<Value>): ValueSet =>
  setOf([...values].map((value) => [value, value] as const));

export function pairsOf(set: ValueSet): readonly (readonly [Value, Value])[] {
  const pairs: (readonly [Value, Value])[] = [];
  for (let i = 0; i < set.length; i += 2) pairs.push([set[i]!, set[i + 1]!]);
  return pairs;
}

export const union = (a: ValueSet, b: ValueSet): ValueSet =>
  a.length === 0 ? b : b.length === 0 ? a : setOf([...pairsOf(a), ...pairsOf(b)]);

export function intersect(a: ValueSet, b: ValueSet): ValueSet {
  const set: Value[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const first = later(a[i]!, b[j]!);
    const last = earlier(a[i + 1]!, b[j + 1]!);
    if (first <= last) set.push(first, last);
    if (a[i + 1]! < b[j + 1]!) i += 2;
    else j += 2;
  }
  return set;
}

export function subtract(a: ValueSet, b: ValueSet): ValueSet {
  const set: Value[] = [];
  let j = 0;
  for (let i = 0; i < a.length; i += 2) {
    let first = a[i]!;
    const last = a[i + 1]!;
    while (j < b.length && b[j + 1]! < first) j += 2;
    let k = j;
    for (; k < b.length && b[k]! <= last && first <= last; k += 2) {
      if (b[k]! > first) set.push(first, before(b[k]!));
      first = after(b[k + 1]!);
    }
    if (first <= last) set.push(first, last);
  }
  return set;
}

export function has(set: ValueSet, value: Value): boolean {
  for (let i = 0; i < set.length; i += 2) if (value <= set[i + 1]!) return value >= set[i]!;
  return false;
}

/** Whether two sets are of the same kind of values, so that they may be compared at all. */
const comparable = (a: ValueSet, b: ValueSet): boolean => typeof a[0] === typeof b[0];

/** How `a` lies to `b`: wholly inside, wholly outside, or part of it each. */
export function relation(a: ValueSet, b: ValueSet): 'inside' | 'outside' | 'both' {
  if (b.length === 0 || !comparable(a, b)) return 'outside';
  let inside = false;
  let outside = false;
  let j = 0;
  for (let i = 0; i < a.length; i += 2) {
    const [first, last] = [a[i]!, a[i + 1]!];
    while (j < b.length && b[j + 1]! < first) j += 2;
    if (j >= b.length || b[j]! > last) outside = true;
    else if (b[j]! <= first && b[j + 1]! >= last) inside = true;
    else return 'both';
    if (inside && outside) return 'both';
  }
  return inside ? 'inside' : 'outside';
}

export const areDisjoint = (a: ValueSet, b: ValueSet): boolean => relation(a, b) === 'outside';
export const isSingle = (set: ValueSet): boolean => set.length === 2 && set[0] === set[1];

export function countOf(set: ValueSet): bigint {
  let count = 0n;
  for (let i = 0; i < set.length; i += 2) count += BigInt(set[i + 1]!) - BigInt(set[i]!) + 1n;
  return count;
}
