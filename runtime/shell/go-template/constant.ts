import type { GoValue } from './go-value.ts';

const escapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** The text of a Go string literal; undefined when an escape is wrong. */
export function readString(literal: string): string | undefined {
  let valid = true;
  const text = literal
    .slice(1, -1)
    .replace(/\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{3}|[\s\S])/g, (_, escaped: string) => {
      const code = /^[xuU]./.test(escaped)
        ? Number.parseInt(escaped.slice(1), 16)
        : Number.parseInt(escaped, 8);
      if (escaped.length > 1 && code <= 0x10ffff) return String.fromCodePoint(code);
      if (/^[\\"']$/.test(escaped)) return escaped;
      valid &&= Object.hasOwn(escapes, escaped);
      return escapes[escaped] ?? '';
    });
  return valid ? text : undefined;
}

/** A Go number as a template holds it: an int unless it is written with a point or an exponent. */
export function readNumber(literal: string): Exclude<GoValue, null> {
  const sign = literal.startsWith('-') ? -1 : 1;
  const digits = literal.replace(/^[+-]/, '').replaceAll('_', '');
  if (/^0[xXbBoO]/.test(digits)) return sign * Number(digits);
  if (/[.eE]/.test(digits)) return { go: 'float', value: sign * Number(digits) };
  return sign * (/^0[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number(digits));
}
