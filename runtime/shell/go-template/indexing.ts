import type { Answer } from './functions.ts';
import { dereference, type GoValue, isGoSlice, sliceItems, sortedEntries, typeName } from './go-value.ts';

/** Go's `len` of a string (in bytes), slice or map. */
export function lengthOf(value: GoValue): Answer {
  const target = dereference(value);
  if (target === null) return failed('reflect: call of reflect.Value.Type on zero Value');
  if (typeof target === 'string') return { kind: 'ok', value: utf8(target).length };
  const size = sliceItems(target)?.length ?? sortedEntries(target)?.length;
  return size === undefined ? failed(`len of type ${typeName(target)}`) : { kind: 'ok', value: size };
}

/** Go's `index x 1 "key"`: each key goes one level deeper. A missing key of a map gives no value. */
export function indexInto(value: GoValue, keys: readonly GoValue[]): Answer {
  let current: GoValue | undefined = dereference(value);
  if (current === null) return failed('index of untyped nil');
  for (const key of keys) {
    if (current === undefined || current === null) return failed('index of nil pointer');
    const found: Answer = step(dereference(current), key);
    if (found.kind === 'error') return found;
    current = found.value;
  }
  return { kind: 'ok', value: current };
}

function step(value: GoValue, key: GoValue): Answer {
  const items = typeof value === 'string' ? utf8(value) : sliceItems(value);
  if (items) {
    const position = positionIn(key, items.length);
    return typeof position === 'string' ? failed(position) : { kind: 'ok', value: items[position] };
  }
  const entries = sortedEntries(value);
  if (!entries) return failed(`can't index item of type ${typeName(value)}`);
  const isMap = typeof value === 'object' && value !== null && !isGoSlice(value) && value.go === 'map';
  const keyType = isMap ? value.keyType : 'string';
  if (typeName(key) !== keyType) return failed(`value has type ${typeName(key)}; should be ${keyType}`);
  const found = isMap ? value.entries.get(String(key)) : undefined;
  return { kind: 'ok', value: found ?? (isMap ? zeroOf(value.type) : null) };
}

/** What a map of this Go type gives for a missing key. */
function zeroOf(type: string): GoValue {
  return type.endsWith(']string') ? '' : null;
}

function positionIn(key: GoValue, length: number): number | string {
  if (key === null) return 'cannot index slice/array with nil';
  if (typeof key !== 'number') return `cannot index slice/array with type ${typeName(key)}`;
  return key >= 0 && key < length ? key : `index out of range: ${key}`;
}

/** Go's `slice x from to` of a string or a slice. */
export function sliceOf(value: GoValue, bounds: readonly GoValue[]): Answer {
  const items = typeof value === 'string' ? utf8(value) : sliceItems(value);
  if (!items)
    return failed(value === null ? 'slice of untyped nil' : `can't slice item of type ${typeName(value)}`);
  if (bounds.length > 2) return failed(`cannot 3-index slice a ${typeName(value)}`);
  const positions: number[] = [];
  for (const bound of bounds) {
    const position = positionIn(bound, items.length + 1);
    if (typeof position === 'string') return failed(position);
    positions.push(position);
  }
  const [from = 0, to = items.length] = positions;
  if (from > to) return failed(`invalid slice index: ${from} > ${to}`);
  if (typeof value !== 'string') return { kind: 'ok', value: items.slice(from, to) };
  return { kind: 'ok', value: new TextDecoder().decode(utf8Bytes(value).slice(from, to)) };
}

function utf8(text: string): readonly number[] {
  return [...utf8Bytes(text)];
}

function utf8Bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function failed(error: string): Answer {
  return { kind: 'error', error };
}
