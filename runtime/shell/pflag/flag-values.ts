import { type Parsed, parseBool, parseDuration, parseFloatValue, parseInteger } from './go-values.ts';
import type { FlagSpec } from './spec.ts';

export type FlagValue =
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'list'; readonly value: readonly string[] }
  | { readonly kind: 'map'; readonly value: ReadonlyMap<string, string> };

/** The flags that were given, by name. Flags left at their default are absent: see the readers below. */
export interface FlagValues {
  readonly specs: readonly FlagSpec[];
  readonly given: ReadonlyMap<string, FlagValue>;
}

/** Reads one value of a flag; repeatable flags add it to what was given before. */
export function parseFlagValue(
  spec: FlagSpec,
  text: string,
  before: FlagValue | undefined,
): Parsed<FlagValue> {
  const complaint = spec.validate?.(text);
  if (complaint !== undefined) return { kind: 'error', error: complaint };
  switch (spec.type) {
    case 'bool':
      return mapValue(parseBool(text), (value) => ({ kind: 'bool', value }));
    case 'int':
      return mapValue(parseInteger(text, 64, true), number);
    case 'uint':
      return mapValue(parseInteger(text, 64, false), number);
    case 'uint16':
      return mapValue(parseInteger(text, 16, false), number);
    case 'float':
      return mapValue(parseFloatValue(text), number);
    case 'duration':
      return mapValue(parseDuration(text), number);
    case 'string':
      return { kind: 'ok', value: { kind: 'string', value: text } };
    case 'strings':
      return mapValue(splitCommas(text), (texts) => ({ kind: 'list', value: [...listOf(before), ...texts] }));
    case 'list':
      return { kind: 'ok', value: { kind: 'list', value: [...listOf(before), text] } };
    case 'map': {
      const [key = '', ...value] = text.split('=');
      const entries = before?.kind === 'map' ? before.value : [];
      return { kind: 'ok', value: { kind: 'map', value: new Map([...entries, [key, value.join('=')]]) } };
    }
  }
}

/** Whether the flag stood on the command line. */
export function isGiven(values: FlagValues, name: string): boolean {
  return values.given.has(name);
}

export function boolFlag(values: FlagValues, name: string): boolean {
  return valueOfKind(values, name, 'bool')?.value ?? false;
}

/** The number of an int, uint, float or duration flag; 0 without a default. */
export function numberFlag(values: FlagValues, name: string): number {
  return valueOfKind(values, name, 'number')?.value ?? 0;
}

export function stringFlag(values: FlagValues, name: string): string {
  return valueOfKind(values, name, 'string')?.value ?? '';
}

/** All values of a `strings` or `list` flag, in the order given. */
export function listFlag(values: FlagValues, name: string): readonly string[] {
  return valueOfKind(values, name, 'list')?.value ?? [];
}

export function mapFlag(values: FlagValues, name: string): ReadonlyMap<string, string> {
  return valueOfKind(values, name, 'map')?.value ?? new Map();
}

function valueOfKind<Kind extends FlagValue['kind']>(values: FlagValues, name: string, kind: Kind) {
  const spec = values.specs.find((flag) => flag.name === name);
  if (!spec) throw new Error(`no flag --${name} is declared`);
  const value = values.given.get(name) ?? defaultValue(spec);
  if (value === undefined) return undefined;
  if (value.kind !== kind) throw new Error(`flag --${name} is a ${value.kind}, not a ${kind}`);
  return value as Extract<FlagValue, { kind: Kind }>;
}

function defaultValue(spec: FlagSpec): FlagValue | undefined {
  if (spec.default === undefined) return undefined;
  const { validate: _, ...unchecked } = spec;
  const parsed = parseFlagValue(unchecked, spec.default, undefined);
  return parsed.kind === 'ok' ? parsed.value : undefined;
}

function number(value: number): FlagValue {
  return { kind: 'number', value };
}

function listOf(value: FlagValue | undefined): readonly string[] {
  return value?.kind === 'list' ? value.value : [];
}

function mapValue<T>(parsed: Parsed<T>, build: (value: T) => FlagValue): Parsed<FlagValue> {
  return parsed.kind === 'ok' ? { kind: 'ok', value: build(parsed.value) } : parsed;
}

/** One CSV record, as pflag reads a string slice: a quoted field may contain commas. */
function splitCommas(text: string): Parsed<readonly string[]> {
  if (text === '') return { kind: 'ok', value: [] };
  const fields = text.match(/(?:^|,)(?:"(?:[^"]|"")*"(?=,|$)|[^",]*(?=,|$))/g) ?? [];
  if (fields.join('') !== text) {
    return { kind: 'error', error: `parse error on line 1, ${quoteProblem(text)}` };
  }
  const bare = fields.map((field, index) => (index === 0 ? field : field.slice(1)));
  const unquoted = bare.map((field) =>
    field.replace(/^"(.*)"$/s, (_, inner: string) => inner.replaceAll('""', '"')),
  );
  return { kind: 'ok', value: unquoted };
}

function quoteProblem(text: string): string {
  const quoted = /(?:^|,)"(?:[^"]|"")*"(?!,|$)/.exec(text);
  if (quoted) return `column ${quoted.index + quoted[0].length}: extraneous or missing " in quoted-field`;
  return `column ${text.indexOf('"') + 1}: bare " in non-quoted-field`;
}
