import type { FrontEnd } from './front-end.ts';
import { type Lookup, substitute } from './interpolate.ts';

/** Variables in the order of the file; a later one replaces an earlier one of the same name. */
export interface Dotenv {
  readonly variables: ReadonlyMap<string, string>;
  /** What cannot be read, with its place in the text. The lines after it are not read. */
  readonly problem?: { readonly start: number; readonly end: number; readonly message: string };
}

const ESCAPES: { readonly [letter: string]: string } = {
  ...{ a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' },
  ...{ '"': '"', '\\': '\\', $: '$$' },
};

/**
 * Reads a `.env` file (compose-go dotenv/parser.go). Values may use variables: those of `outer` first, then those
 * of the lines above. A name without a value takes it from `outer`.
 */
export function parseDotenv(text: string, outer: Lookup, dialect: FrontEnd['interpolation']): Dotenv {
  const variables = new Map<string, string>();
  const lookup: Lookup = (name) => outer(name) ?? variables.get(name);
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  for (;;) {
    at = skipBlank(text, at);
    if (at >= text.length) return { variables };
    const key = readKey(text, at);
    if ('message' in key) return { variables, problem: { start: at, end: lineEnd(text, at), ...key } };
    if (key.inherited) {
      const value = outer(key.name);
      if (value !== undefined && !startsWithDigit(key.name)) variables.set(key.name, value);
      at = key.next;
      continue;
    }
    const read = readValue(text, key.next);
    if ('message' in read) return { variables, problem: { start: at, end: lineEnd(text, at), ...read } };
    const value = read.literal ? read.value : substitute(read.value, lookup, dialect).text;
    if (!startsWithDigit(key.name)) variables.set(key.name, value);
    at = read.next;
  }
}

const startsWithDigit = (name: string) => /^\d/.test(name);

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

/** Past white space, empty lines and comment lines. */
function skipBlank(text: string, from: number): number {
  let at = from;
  for (;;) {
    while (at < text.length && /\s/.test(text[at]!)) at++;
    if (text[at] !== '#') return at;
    at = lineEnd(text, at);
  }
}

type Key = { readonly name: string; readonly next: number; readonly inherited: boolean };

/** `export NAME=`, `NAME:` or a `NAME` alone on its line. */
function readKey(text: string, from: number): Key | { readonly message: string } {
  const start = from + (/^export[^\S\n]+/.exec(text.slice(from, lineEnd(text, from)))?.[0].length ?? 0);
  const line = text.slice(start, lineEnd(text, start));
  const separator = line.search(/[=:]/);
  const name = (separator < 0 ? line : line.slice(0, separator)).trimEnd();
  const strange = /[^\p{L}\p{N}_.\-[\]\s]/u.exec(name)?.[0];
  if (strange !== undefined) return { message: `unexpected character "${strange}" in a variable's name` };
  if (/\s/.test(name)) return { message: "a variable's name cannot contain a space" };
  if (separator < 0) return { name, next: start + line.length, inherited: true };
  const next = start + separator + 1;
  const blank = /^[^\S\n]*/.exec(text.slice(next))![0].length;
  return { name, next: next + blank, inherited: false };
}

type Value = { readonly value: string; readonly next: number; readonly literal: boolean };

function readValue(text: string, from: number): Value | { readonly message: string } {
  const quote = text[from];
  if (quote === '"' || quote === "'") return readQuoted(text, from, quote);
  const end = lineEnd(text, from);
  const line = text.slice(from, end);
  const comment = line.indexOf(' #');
  return { value: (comment < 0 ? line : line.slice(0, comment)).trimEnd(), next: end, literal: false };
}

/** Quoted values may run over several lines; only double quotes know escapes and variables. */
function readQuoted(text: string, from: number, quote: string): Value | { readonly message: string } {
  let value = '';
  for (let at = from + 1; at < text.length; at++) {
    const char = text[at]!;
    if (char === quote) {
      return { value: quote === '"' ? expandEscapes(value) : value, next: at + 1, literal: quote === "'" };
    }
    if (char === '\\' && at + 1 < text.length) {
      at++;
      value += text[at] === quote ? quote : `\\${text[at]}`;
    } else {
      value += char;
    }
  }
  return { message: `unterminated quoted value ${text.slice(from, lineEnd(text, from))}` };
}

const expandEscapes = (value: string): string =>
  value.replace(/\\([abfnrtv"\\$]|0[0-7]{1,3})/g, (_, letters: string) =>
    letters.startsWith('0') ? String.fromCharCode(Number.parseInt(letters, 8)) : ESCAPES[letters]!,
  );
