import {
  type GoField,
  type GoStruct,
  type GoValue,
  isGoSlice,
  isTrue,
  sliceItems,
  sortedEntries,
} from './go-value.ts';

export interface GoJsonOptions {
  /** The indentation of one level, such as four blanks; absent: all on one line. */
  readonly indent?: string;
  /** Go's default writes `<`, `>` and `&` as `\u003c` and so on; docker's templates and answers do not. */
  readonly escapeHtml?: boolean;
}

const deepest = 100;

/** Go's JSON: structs keep the order of their fields, maps are sorted by key. */
export function goJson(value: GoValue, { indent = '', escapeHtml = true }: GoJsonOptions = {}): string {
  return encode(value, { indent, escapeHtml }, 0);
}

function encode(value: GoValue, options: Required<GoJsonOptions>, depth: number): string {
  if (value === null || depth > deepest) return 'null';
  if (typeof value === 'string') return encodeString(value, options.escapeHtml);
  if (typeof value !== 'object') return String(value);
  if (isGoSlice(value) || value.go === 'slice') {
    return enclose(
      '[',
      ']',
      (sliceItems(value) ?? []).map((item) => encode(item, options, depth + 1)),
      options,
      depth,
    );
  }
  switch (value.go) {
    case 'float':
      return JSON.stringify(value.value);
    case 'json-number':
      return value.text.replace(/e\+?(-?)(\d)$/, 'e$1$2');
    case 'nil':
      return 'null';
    case 'pointer':
      return encode(value.to, options, depth + 1);
    case 'map': {
      const members = (sortedEntries(value) ?? []).map(([key, entry]) => member(key, entry, options, depth));
      return enclose('{', '}', members, options, depth);
    }
    case 'struct':
      return encodeStruct(value, options, depth);
  }
}

function encodeStruct(value: GoStruct, options: Required<GoJsonOptions>, depth: number): string {
  if (value.marshal) return value.marshal();
  const members = value.fields
    .filter(isEncoded)
    .map((field) => member(field.json, field.value, options, depth));
  return enclose('{', '}', members, options, depth);
}

function isEncoded(field: GoField): field is GoField & { readonly json: string } {
  return field.json !== undefined && (!field.omitEmpty || isTrue(field.value));
}

function member(key: string, value: GoValue, options: Required<GoJsonOptions>, depth: number): string {
  const colon = options.indent === '' ? ':' : ': ';
  return encodeString(key, options.escapeHtml) + colon + encode(value, options, depth + 1);
}

function enclose(
  open: string,
  close: string,
  members: readonly string[],
  { indent }: Required<GoJsonOptions>,
  depth: number,
): string {
  if (members.length === 0) return open + close;
  if (indent === '') return open + members.join(',') + close;
  const margin = `\n${indent.repeat(depth + 1)}`;
  return `${open}${margin}${members.join(`,${margin}`)}\n${indent.repeat(depth)}${close}`;
}

/** Beyond JSON's own escapes Go always escapes the two line separators that JavaScript once tripped over. */
function encodeString(text: string, escapeHtml: boolean): string {
  const separators = escapeHtml ? /[<>&\u2028\u2029]/g : /[\u2028\u2029]/g;
  return JSON.stringify(text).replace(
    separators,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
