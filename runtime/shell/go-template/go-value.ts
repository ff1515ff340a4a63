/**
 * A Go value as templates and JSON see it. A JavaScript string, boolean or integer is Go's own; an array is a
 * slice of strings or structs; null is a nil interface. What JSON cannot tell apart is tagged: a struct
 * keeps the
 * order of its fields, a map is printed and encoded by sorted keys, and a nil map, slice or pointer still
 * has a type.
 */
export type GoValue =
  | null
  | boolean
  | string
  | number
  | readonly GoValue[]
  | GoFloat
  | GoNumber
  | GoSlice
  | GoMap
  | GoStruct
  | GoPointer
  | GoNil;

export interface GoFloat {
  readonly go: 'float';
  readonly value: number;
}

/** A number from JSON that Go keeps as its text (`json.Number`). */
interface GoNumber {
  readonly go: 'json-number';
  readonly text: string;
}

/** A slice whose Go type matters to an error text, such as `[]interface {}`. */
interface GoSlice {
  readonly go: 'slice';
  readonly type: string;
  readonly items: readonly GoValue[];
}

export interface GoMap {
  readonly go: 'map';
  readonly type: string;
  /** Go's type of the keys. `index` takes only plain strings, so a `nat.Port` cannot be looked up with it. */
  readonly keyType: string;
  readonly entries: ReadonlyMap<string, GoValue>;
  readonly methods: Methods;
}

export interface GoStruct {
  readonly go: 'struct';
  /** `network.Inspect`, as error texts name it. */
  readonly type: string;
  readonly fields: readonly GoField[];
  readonly methods: Methods;
  /** What replaces the fields in JSON: Go's MarshalJSON. */
  readonly marshal: (() => string) | undefined;
}

export interface GoField {
  readonly name: string;
  readonly value: GoValue;
  /** The key in JSON; undefined: left out. */
  readonly json: string | undefined;
  readonly omitEmpty: boolean;
}

/** Nested pointers print as addresses; on top of a template they print what they point to. */
export interface GoPointer {
  readonly go: 'pointer';
  readonly to: GoValue;
}

export interface GoNil {
  readonly go: 'nil';
  readonly shape: 'map' | 'slice' | 'pointer';
}

export type Methods = Readonly<Record<string, (args: readonly string[]) => GoValue>>;

/** Go's name of maps and slices decoded from JSON without a type. */
const anyMap = 'map[string]interface {}';
const anySlice = '[]interface {}';

export function goMap(
  entries: Readonly<Record<string, GoValue>> | ReadonlyMap<string, GoValue>,
  options: { readonly type?: string; readonly keyType?: string; readonly methods?: Methods } = {},
): GoMap {
  const map = entries instanceof Map ? entries : new Map(Object.entries(entries));
  const { type = 'map[string]string', keyType = 'string', methods = {} } = options;
  return { go: 'map', type, keyType, entries: map, methods };
}

/**
 * A struct. `tags` are Go's own JSON tags where they differ from the field's name: `{ ID: 'Id' }`,
 * `{ Peers: 'Peers,omitempty' }`, `{ Hidden: '-' }`.
 */
export function goStruct(
  type: string,
  fields: Readonly<Record<string, GoValue>>,
  options: {
    readonly tags?: Readonly<Record<string, string>>;
    readonly methods?: Methods;
    readonly marshal?: () => string;
  } = {},
): GoStruct {
  const tagged = Object.entries(fields).map(([name, value]) => tagField(name, value, options.tags?.[name]));
  return { go: 'struct', type, fields: tagged, methods: options.methods ?? {}, marshal: options.marshal };
}

function tagField(name: string, value: GoValue, tag: string | undefined): GoField {
  if (tag === '-') return { name, value, json: undefined, omitEmpty: false };
  const [key = '', ...options] = (tag ?? '').split(',');
  return { name, value, json: key === '' ? name : key, omitEmpty: options.includes('omitempty') };
}

export function goFloat(value: number): GoFloat {
  return { go: 'float', value };
}

export function goPointer(to: GoValue): GoPointer {
  return { go: 'pointer', to };
}

export function goNil(shape: GoNil['shape']): GoNil {
  return { go: 'nil', shape };
}

/** Decoded JSON as Go holds it without a type: every object a map, every number a `json.Number`. */
export function fromJson(value: unknown): GoValue {
  if (typeof value === 'number') return { go: 'json-number', text: String(value) };
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return { go: 'slice', type: anySlice, items: value.map(fromJson) };
  if (typeof value !== 'object' || value === null) return null;
  const entries = Object.entries(value).map(([key, entry]) => [key, fromJson(entry)] as const);
  return goMap(new Map(entries), { type: anyMap });
}

export function isGoSlice(value: GoValue): value is readonly GoValue[] {
  return Array.isArray(value);
}

/** The items of a slice, of whatever kind; undefined for anything else. A nil slice has none. */
export function sliceItems(value: GoValue | undefined): readonly GoValue[] | undefined {
  if (value === undefined || value === null || typeof value !== 'object') return undefined;
  if (isGoSlice(value)) return value;
  if (value.go === 'slice') return value.items;
  return value.go === 'nil' && value.shape === 'slice' ? [] : undefined;
}

/** The entries of a map by sorted keys; undefined for anything else. A nil map has none. */
export function sortedEntries(
  value: GoValue | undefined,
): readonly (readonly [string, GoValue])[] | undefined {
  if (value === undefined || value === null || typeof value !== 'object' || isGoSlice(value))
    return undefined;
  if (value.go === 'nil') return value.shape === 'map' ? [] : undefined;
  if (value.go !== 'map') return undefined;
  return [...value.entries].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** What a pointer points to; anything else is itself. */
export function dereference(value: GoValue): GoValue {
  return typeof value === 'object' && value !== null && !isGoSlice(value) && value.go === 'pointer'
    ? value.to
    : value;
}

/** The type as Go's error texts name it. */
export function typeName(value: GoValue): string {
  if (value === null) return '<nil>';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return 'int';
  if (isGoSlice(value)) {
    const [first] = value;
    return first === undefined ? '[]string' : `[]${typeName(first)}`;
  }
  switch (value.go) {
    case 'float':
      return 'float64';
    case 'json-number':
      return 'json.Number';
    case 'slice':
    case 'map':
    case 'struct':
      return value.type;
    case 'pointer':
      return `*${typeName(value.to)}`;
    case 'nil':
      return value.shape === 'map' ? 'map[string]string' : value.shape === 'slice' ? '[]string' : 'pointer';
  }
}

/** Go's idea of emptiness for `if`, `with`, `and`, `or` and `not`. */
export function isTrue(value: GoValue | undefined): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value !== 'object') return Boolean(value);
  if (isGoSlice(value)) return value.length > 0;
  switch (value.go) {
    case 'float':
      return value.value !== 0;
    case 'json-number':
      return value.text !== '';
    case 'slice':
      return value.items.length > 0;
    case 'map':
      return value.entries.size > 0;
    case 'nil':
      return false;
    case 'struct':
    case 'pointer':
      return true;
  }
}
