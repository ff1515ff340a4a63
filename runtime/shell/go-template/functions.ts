import { compare, equalAny } from './comparison.ts';
import { goJson } from './go-json.ts';
import { goPrint } from './go-print.ts';
import { goSprintf } from './go-sprintf.ts';
import { type GoValue, isTrue, sliceItems, typeName } from './go-value.ts';
import { indexInto, lengthOf, sliceOf } from './indexing.ts';

/** A function's answer; an error text stands behind `error calling NAME: `. */
export type Answer =
  | { readonly kind: 'ok'; readonly value: GoValue | undefined }
  | { readonly kind: 'error'; readonly error: string };

export type ParameterType = 'any' | 'string' | 'int' | 'strings';

export interface TemplateFunction {
  readonly parameters: readonly ParameterType[];
  /** The type of any number of further arguments. */
  readonly variadic?: ParameterType;
  readonly call: (args: readonly GoValue[]) => Answer;
}

/** More than a format needs, so that `pad` cannot fill the memory. */
const widestPad = 1000;

/**
 * `and` and `or` stop at the argument that decides; the evaluator does that, and these only say what they
 * take.
 */
export const shortCircuit: ReadonlyMap<string, boolean> = new Map([
  ['and', false],
  ['or', true],
]);

/** Go's own functions and those that docker adds. */
export const functions: ReadonlyMap<string, TemplateFunction> = new Map<string, TemplateFunction>([
  ['and', { parameters: ['any'], variadic: 'any', call: ([first = null]) => ok(first) }],
  ['or', { parameters: ['any'], variadic: 'any', call: ([first = null]) => ok(first) }],
  ['not', { parameters: ['any'], call: ([value]) => ok(!isTrue(value)) }],
  ['len', { parameters: ['any'], call: ([value = null]) => lengthOf(value) }],
  [
    'index',
    { parameters: ['any'], variadic: 'any', call: ([value = null, ...keys]) => indexInto(value, keys) },
  ],
  [
    'slice',
    { parameters: ['any'], variadic: 'any', call: ([value = null, ...bounds]) => sliceOf(value, bounds) },
  ],
  ['print', { parameters: [], variadic: 'any', call: (args) => ok(goSprint(args)) }],
  [
    'println',
    { parameters: [], variadic: 'any', call: (args) => ok(`${args.map((arg) => goPrint(arg)).join(' ')}\n`) },
  ],
  [
    'printf',
    {
      parameters: ['string'],
      variadic: 'any',
      call: ([format, ...args]) => ok(goSprintf(asText(format), args)),
    },
  ],
  ['html', { parameters: [], variadic: 'any', call: (args) => ok(escapeHtml(goSprint(args))) }],
  ['urlquery', { parameters: [], variadic: 'any', call: (args) => ok(escapeQuery(goSprint(args))) }],
  [
    'eq',
    { parameters: ['any'], variadic: 'any', call: ([value = null, ...others]) => equalAny(value, others) },
  ],
  ['ne', comparison((order) => order !== 'equal', true)],
  ['lt', comparison((order) => order === 'less')],
  ['le', comparison((order) => order !== 'greater')],
  ['gt', comparison((order) => order === 'greater')],
  ['ge', comparison((order) => order !== 'less')],
  ['json', { parameters: ['any'], call: ([value = null]) => ok(goJson(value, { escapeHtml: false })) }],
  [
    'split',
    { parameters: ['string', 'string'], call: ([text, by]) => ok(splitText(asText(text), asText(by))) },
  ],
  ['join', { parameters: ['strings', 'string'], call: ([items, by]) => ok(joinTexts(items, asText(by))) }],
  ['title', { parameters: ['string'], call: ([text]) => ok(titleCase(asText(text))) }],
  ['lower', { parameters: ['string'], call: ([text]) => ok(asText(text).toLowerCase()) }],
  ['upper', { parameters: ['string'], call: ([text]) => ok(asText(text).toUpperCase()) }],
  [
    'pad',
    {
      parameters: ['string', 'int', 'int'],
      call: ([text, before, after]) => ok(pad(asText(text), before, after)),
    },
  ],
  [
    'truncate',
    { parameters: ['string', 'int'], call: ([text, length]) => ok(truncate(asText(text), Number(length))) },
  ],
]);

/**
 * In the heading of a table docker replaces the functions that would change a value by ones that leave the
 * heading as it is (cli/command/formatter).
 */
export const headingFunctions: ReadonlyMap<string, TemplateFunction> = new Map<string, TemplateFunction>([
  ...functions,
  ...['json', 'lower', 'title', 'upper'].map((name) => [name, keeping([])] as const),
  ['join', keeping(['string'])],
  ['split', keeping(['string'])],
  ['truncate', keeping(['int'])],
]);

function keeping(more: readonly ParameterType[]): TemplateFunction {
  return { parameters: ['string', ...more], call: ([text = null]) => ok(text) };
}

function ok(value: GoValue | undefined): Answer {
  return { kind: 'ok', value };
}

function comparison(
  holds: (order: 'less' | 'equal' | 'greater') => boolean,
  equality = false,
): TemplateFunction {
  return {
    parameters: ['any', 'any'],
    call: ([a = null, b = null]) => {
      const order = compare(a, b, equality);
      return order.kind === 'error' ? order : ok(holds(order.order));
    },
  };
}

/** Arguments are checked before the call, so this never sees anything else. */
function asText(value: GoValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** Go's Sprint puts a blank between two operands when neither is a string. */
function goSprint(args: readonly GoValue[]): string {
  return args
    .map((arg, index) => {
      const glued = index === 0 || typeof arg === 'string' || typeof args[index - 1] === 'string';
      return (glued ? '' : ' ') + goPrint(arg);
    })
    .join('');
}

function splitText(text: string, separator: string): GoValue {
  return { go: 'slice', type: '[]string', items: separator === '' ? [...text] : text.split(separator) };
}

function joinTexts(items: GoValue | undefined, separator: string): string {
  return (sliceItems(items) ?? []).map(asText).join(separator);
}

function titleCase(text: string): string {
  return text.replace(
    /(^|[^\p{L}\p{N}_])(\p{Ll})/gu,
    (_, before: string, letter: string) => before + letter.toUpperCase(),
  );
}

function pad(text: string, before: GoValue | undefined, after: GoValue | undefined): string {
  if (text === '') return '';
  const blanks = (count: GoValue | undefined): string =>
    ' '.repeat(Math.min(widestPad, Math.max(0, Number(count))));
  return blanks(before) + text + blanks(after);
}

function truncate(text: string, length: number): string {
  return [...text].slice(0, Math.max(0, length)).join('');
}

const htmlEscapes: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  "'": '&#39;',
  '"': '&#34;',
};

function escapeHtml(text: string): string {
  return text.replace(/[<>&'"]/g, (character) => htmlEscapes[character] ?? character);
}

function escapeQuery(text: string): string {
  const encoded = encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd')).replaceAll('%20', '+');
  return encoded.replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Whether an argument may be given to a parameter, and what Go calls the parameter's type. */
export function fits(value: GoValue, type: ParameterType): boolean {
  return type === 'any' || typeName(value) === goTypes[type];
}

export const goTypes: Readonly<Record<ParameterType, string>> = {
  any: 'interface {}',
  string: 'string',
  int: 'int',
  strings: '[]string',
};
