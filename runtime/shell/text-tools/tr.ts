import { fail, succeed } from '../language/command-result.ts';
import { readEscapes } from './escapes.ts';
import { complain, type OptionSpec, parseOptions } from './options.ts';
import type { TextTool } from './tool.ts';

const spec: OptionSpec = {
  tool: 'tr',
  flags: 'cCdst',
  long: { complement: 'c', delete: 'd', 'squeeze-repeats': 's', 'truncate-set1': 't' },
};

const lower = 'abcdefghijklmnopqrstuvwxyz';
const upper = lower.toUpperCase();
const digit = '0123456789';

const classes: Readonly<Record<string, string>> = {
  lower,
  upper,
  digit,
  alpha: upper + lower,
  alnum: digit + upper + lower,
  space: '\t\n\v\f\r ',
  blank: '\t ',
  xdigit: '0123456789ABCDEFabcdef',
};

/** Replaces, deletes or squeezes characters. */
export const tr: TextTool = (args, stdin) => {
  const parsed = parseOptions(spec, args);
  if (parsed.kind === 'error') return parsed.result;
  const { options } = parsed;
  const [first, second, extra] = options.operands;
  if (first === undefined) return complain(spec, 'missing operand');
  const deleting = options.has('d');
  if (second === undefined && !deleting && !options.has('s')) {
    return complain(spec, `missing operand after '${first}'\nTwo strings must be given when translating.`);
  }
  const needless = deleting && !options.has('s') ? second : extra;
  if (needless !== undefined) {
    const hint =
      extra === undefined ? '\nOnly one string may be given when deleting without squeezing repeats.' : '';
    return complain(spec, `extra operand '${needless}'${hint}`);
  }
  const from = expandSet(first);
  const to = expandSet(second ?? '');
  if (typeof from === 'string' || typeof to === 'string')
    return fail(1, `tr: ${typeof from === 'string' ? from : to}\n`);
  const complement = options.has('c') || options.has('C');
  const isIn = (character: string): boolean => from.includes(character) !== complement;
  const kept = deleting ? [...stdin].filter((character) => !isIn(character)) : [...stdin];
  const translating = !deleting && second !== undefined;
  if (translating && to.length === 0)
    return fail(1, 'tr: when not truncating set1, string2 must be non-empty\n');
  const translated = translating
    ? kept.map((character) => translate(character, from, to, complement, options.has('t')))
    : kept;
  if (!options.has('s')) return succeed(translated.join(''));
  const squeezed = second !== undefined ? (character: string) => to.includes(character) : isIn;
  return succeed(
    translated.filter((character, at) => character !== translated[at - 1] || !squeezed(character)).join(''),
  );
};

/**
 * A character at the place of the first set becomes the one at the same place of the second, whose last
 * repeats.
 */
function translate(
  character: string,
  from: readonly string[],
  to: readonly string[],
  complement: boolean,
  truncate: boolean,
): string {
  const at = from.lastIndexOf(character);
  if (complement) return at < 0 ? (to.at(-1) ?? character) : character;
  if (at < 0 || (truncate && at >= to.length)) return character;
  return to[at] ?? to.at(-1) ?? character;
}

/** `a-z`, `[:digit:]`, `\n`: the characters in order, or a complaint. */
function expandSet(text: string): readonly string[] | string {
  const characters: string[] = [];
  const pieces = text.match(/\[:[a-z]+:\]|\\(?:[0-7]{1,3}|[\s\S])|[\s\S]/gu) ?? [];
  for (let at = 0; at < pieces.length; at += 1) {
    const piece = pieces[at] ?? '';
    const name = /^\[:([a-z]+):\]$/.exec(piece)?.[1];
    if (name !== undefined) {
      const members = Object.hasOwn(classes, name) ? classes[name] : undefined;
      if (members === undefined) return `invalid character class '${name}'`;
      characters.push(...members);
      continue;
    }
    const low = single(piece);
    const last = pieces[at + 2];
    if (pieces[at + 1] !== '-' || last === undefined) {
      characters.push(low);
      continue;
    }
    const [start, end] = [low.codePointAt(0) ?? 0, single(last).codePointAt(0) ?? 0];
    if (end < start) return `range-endpoints of '${piece}-${last}' are in reverse collating sequence order`;
    for (let code = start; code <= Math.min(end, start + 0xffff); code += 1)
      characters.push(String.fromCodePoint(code));
    at += 2;
  }
  return characters;
}

function single(piece: string): string {
  const read = readEscapes(piece, 'printf').text;
  return read.length > 1 && read.startsWith('\\') ? read.slice(1) : read;
}
