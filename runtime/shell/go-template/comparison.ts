import type { Answer } from './functions.ts';
import { goPrint } from './go-print.ts';
import { dereference, type GoValue, isGoSlice, typeName } from './go-value.ts';

type Order =
  | { readonly kind: 'ok'; readonly order: 'less' | 'equal' | 'greater' }
  | { readonly kind: 'error'; readonly error: string };

const incompatible = { kind: 'error', error: 'incompatible types for comparison' } as const;

/**
 * Compares two values of the same basic kind; `equality`: order is not asked, so booleans and nil may take
 * part.
 */
export function compare(a: GoValue, b: GoValue, equality = false): Order {
  const left = basic(a);
  const right = basic(b);
  if (left === undefined || right === undefined) return compareOthers(a, b, equality);
  if (left.kind !== right.kind) return incompatible;
  if (left.kind === 'bool' && !equality) return { kind: 'error', error: 'invalid type for comparison' };
  if (left.value === right.value) return { kind: 'ok', order: 'equal' };
  return { kind: 'ok', order: left.value < right.value ? 'less' : 'greater' };
}

/** `eq a b c`: whether the first equals any of the others. */
export function equalAny(value: GoValue, others: readonly GoValue[]): Answer {
  if (others.length === 0) return { kind: 'error', error: 'missing argument for comparison' };
  for (const other of others) {
    const compared = compare(value, other, true);
    if (compared.kind === 'error') return compared;
    if (compared.order === 'equal') return { kind: 'ok', value: true };
  }
  return { kind: 'ok', value: false };
}

interface Basic {
  readonly kind: 'bool' | 'string' | 'int' | 'float';
  readonly value: boolean | string | number;
}

function basic(value: GoValue): Basic | undefined {
  if (typeof value === 'boolean') return { kind: 'bool', value };
  if (typeof value === 'string') return { kind: 'string', value };
  if (typeof value === 'number') return { kind: 'int', value };
  if (value === null || isGoSlice(value)) return undefined;
  if (value.go === 'float') return { kind: 'float', value: value.value };
  // A json.Number is a string to Go.
  return value.go === 'json-number' ? { kind: 'string', value: value.text } : undefined;
}

function compareOthers(a: GoValue, b: GoValue, equality: boolean): Order {
  if (!equality) return { kind: 'error', error: 'invalid type for comparison' };
  if (isNil(a) || isNil(b)) return { kind: 'ok', order: isNil(a) === isNil(b) ? 'equal' : 'less' };
  const culprit = [a, b].find((value) => basic(value) === undefined) ?? a;
  if (/^(?:\[\]|map)/.test(typeName(culprit))) {
    return { kind: 'error', error: `non-comparable type ${goPrint(culprit)}: ${typeName(culprit)}` };
  }
  if (typeName(a) !== typeName(b)) return incompatible;
  return { kind: 'ok', order: goPrint(dereference(a)) === goPrint(dereference(b)) ? 'equal' : 'less' };
}

function isNil(value: GoValue): boolean {
  return value === null || (typeof value === 'object' && !isGoSlice(value) && value.go === 'nil');
}
