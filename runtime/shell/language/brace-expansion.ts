import type { Word, WordPart } from './syntax.ts';

const mostElements = 10_000;

/** bash's `{a,b}` and `{1..3}`: one word becomes several. Braces with a quote or an expansion inside stay. */
export function expandBraces(word: Word): readonly Word[] {
  for (const [index, part] of word.parts.entries()) {
    if (part.kind !== 'literal' || part.quoted) continue;
    const found = /\{([^{},]*(?:,[^{},]*)+|-?\d+\.\.-?\d+|[a-z]\.\.[a-z]|[A-Z]\.\.[A-Z])\}/.exec(part.text);
    if (!found) continue;
    const before: WordPart = { ...part, text: part.text.slice(0, found.index) };
    const after: WordPart = { ...part, text: part.text.slice(found.index + found[0].length) };
    const tails = expandBraces({ ...word, parts: [after, ...word.parts.slice(index + 1)] });
    const elements = elementsOf(found[1] ?? '');
    if (elements.length * tails.length > mostElements) return [word];
    return elements.flatMap((text) => tails.map((tail) => joined(word, index, before, text, tail)));
  }
  return [word];
}

function joined(word: Word, index: number, before: WordPart, text: string, tail: Word): Word {
  const element: WordPart = { kind: 'literal', text, quoted: false };
  return { ...word, parts: [...word.parts.slice(0, index), before, element, ...tail.parts] };
}

function elementsOf(body: string): readonly string[] {
  const [from, to] = body.split('..');
  if (to === undefined || from === undefined || body.includes(',')) return body.split(',');
  const letters = /^[A-Za-z]$/.test(from);
  const first = letters ? from.charCodeAt(0) : Number(from);
  const last = letters ? to.charCodeAt(0) : Number(to);
  const length = Math.min(Math.abs(last - first) + 1, mostElements + 1);
  const step = last < first ? -1 : 1;
  const numbers = Array.from({ length }, (_, position) => first + position * step);
  return numbers.map((number) => (letters ? String.fromCharCode(number) : String(number)));
}
