import { goQuote } from '../go-template/go-quote.ts';

/** A value read by one of Go's parsers, or its error text. */
export type Parsed<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'error'; readonly error: string };

const booleans: Readonly<Record<string, boolean>> = {
  ...Object.fromEntries(['1', 't', 'T', 'TRUE', 'true', 'True'].map((text) => [text, true])),
  ...Object.fromEntries(['0', 'f', 'F', 'FALSE', 'false', 'False'].map((text) => [text, false])),
};

export function parseBool(text: string): Parsed<boolean> {
  const value = Object.hasOwn(booleans, text) ? booleans[text] : undefined;
  return value === undefined ? syntaxError('ParseBool', text) : { kind: 'ok', value };
}

/** Go's base-0 integers: `10`, `0x1f`, `0b1`, `0o7`, `017`, `1_000`. */
export function parseInteger(text: string, bits: 16 | 64, signed: boolean): Parsed<number> {
  const name = signed ? 'ParseInt' : 'ParseUint';
  const found = /^([+-]?)(0x_?[0-9a-f]+|0b_?[01]+|0o?[0-7_]*|[1-9][0-9]*)$/i.exec(withoutSeparators(text));
  if (!found || (found[1] !== '' && !signed)) return syntaxError(name, text);
  const [, sign, digits = '0'] = found;
  if (/^0o$/i.test(digits)) return syntaxError(name, text);
  const magnitude = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits.toLowerCase());
  const value = sign === '-' ? -magnitude : magnitude;
  const highest = 2n ** BigInt(signed ? bits - 1 : bits) - 1n;
  const lowest = signed ? -highest - 1n : 0n;
  if (value > highest || value < lowest) {
    return { kind: 'error', error: `strconv.${name}: parsing ${goQuote(text)}: value out of range` };
  }
  return { kind: 'ok', value: Number(value) };
}

/**
 * Removes `_` where Go allows it, between digits or behind a base prefix; elsewhere it stays and spoils the
 * number.
 */
function withoutSeparators(text: string): string {
  const allowed = /^[+-]?(?:0[xbo]_?[0-9a-f]+|[0-9]+)(?:_[0-9a-f]+)*$/i;
  return allowed.test(text) ? text.replaceAll('_', '') : text;
}

export function parseFloatValue(text: string): Parsed<number> {
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text)) return syntaxError('ParseFloat', text);
  return { kind: 'ok', value: Number(text) };
}

const nanoseconds: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

/** Go's durations in nanoseconds: a sequence of numbers with units, such as `1h30m` or `1.5s`. */
export function parseDuration(text: string): Parsed<number> {
  const invalid = { kind: 'error', error: `time: invalid duration ${goQuote(text)}` } as const;
  const sign = text.startsWith('-') ? -1 : 1;
  let rest = text.replace(/^[+-]/, '');
  if (rest === '0') return { kind: 'ok', value: 0 };
  if (rest === '') return invalid;
  let total = 0;
  while (rest !== '') {
    const [whole, amount = '', unit = ''] = /^(\d+\.?\d*|\.\d+)([^\d.]*)/.exec(rest) ?? [''];
    if (whole === '') return invalid;
    if (unit === '') return { kind: 'error', error: `time: missing unit in duration ${goQuote(text)}` };
    const length = Object.hasOwn(nanoseconds, unit) ? nanoseconds[unit] : undefined;
    if (length === undefined) {
      return { kind: 'error', error: `time: unknown unit ${goQuote(unit)} in duration ${goQuote(text)}` };
    }
    total += Number(amount) * length;
    rest = rest.slice(whole.length);
  }
  return total < 2 ** 63 ? { kind: 'ok', value: sign * total } : invalid;
}

function syntaxError(name: string, text: string): Parsed<never> {
  return { kind: 'error', error: `strconv.${name}: parsing ${goQuote(text)}: invalid syntax` };
}
