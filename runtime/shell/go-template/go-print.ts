import { type GoStruct, type GoValue, isGoSlice, sortedEntries } from './go-value.ts';

/** Where nested pointers pretend to point: Go prints an address, which differs in each run. */
const address = '0xc000012345';

const deepest = 100;

/** Go's `%v`; with `plus`, `%+v`, which names the fields of structs. */
export function goPrint(value: GoValue, plus = false, depth = 0): string {
  if (value === null || depth > deepest) return '<nil>';
  if (typeof value !== 'object') return String(value);
  const inner = (item: GoValue): string => goPrint(item, plus, depth + 1);
  if (isGoSlice(value)) return `[${value.map(inner).join(' ')}]`;
  switch (value.go) {
    case 'float':
      return printFloat(value.value);
    case 'json-number':
      return value.text;
    case 'slice':
      return `[${value.items.map(inner).join(' ')}]`;
    case 'map':
      return `map[${(sortedEntries(value) ?? []).map(([key, entry]) => `${key}:${inner(entry)}`).join(' ')}]`;
    case 'struct':
      return printStruct(value, plus, inner);
    case 'pointer':
      return depth > 0 ? address : `&${inner(value.to)}`;
    case 'nil':
      return { map: 'map[]', slice: '[]', pointer: '<nil>' }[value.shape];
  }
}

function printStruct(value: GoStruct, plus: boolean, inner: (item: GoValue) => string): string {
  const fields = value.fields.map((field) => (plus ? `${field.name}:` : '') + inner(field.value));
  return `{${fields.join(' ')}}`;
}

/** Go's shortest form: an exponent of two digits below 1e-04 and from 1e+21 on. */
function printFloat(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e21)) return twoDigitExponent(value.toExponential());
  return Object.is(value, -0) ? '-0' : String(value);
}

export function twoDigitExponent(text: string): string {
  return text.replace(/e([+-])(\d)$/, 'e$10$2');
}
