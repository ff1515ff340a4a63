import type { IToken } from 'chevrotain';
import type { Text } from '../ast.ts';
import { Prose, StringText, UnclosedProse, UnclosedString } from '../tokens.ts';
import type { Reading } from './reading.ts';
import { spanOfToken } from './reading.ts';

const ESCAPES: { readonly [letter: string]: string } = { n: '\n', t: '\t' };

/** A token's text as it is meant: without quotes and escapes, prose without the indentation of the file. */
export const textOf = (reading: Reading, token: IToken): Text => ({
  text: meaning(token),
  span: spanOfToken(reading, token),
});

export function meaning({ tokenType, image }: IToken): string {
  if (tokenType === StringText) return unescaped(image.slice(1, -1));
  if (tokenType === UnclosedString) return unescaped(image.slice(1));
  if (tokenType === Prose) return dedented(image.slice(3, -3));
  if (tokenType === UnclosedProse) return dedented(image.slice(3));
  return image;
}

const unescaped = (text: string) =>
  text.includes('\\') ? text.replace(/\\(.)/g, (_, letter: string) => ESCAPES[letter] ?? letter) : text;

/** Takes away the blank lines around it and the indentation that all its lines share. */
export function dedented(text: string): string {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trimEnd());
  if (lines[0] !== '') lines[0] = lines[0]!.trimStart();
  const further = lines.slice(1).filter((line) => line !== '');
  const indent = Math.min(...further.map((line) => line.length - line.trimStart().length));
  const shifted = lines.map((line, index) => (index === 0 ? line : line.slice(indent)));
  while (shifted[0] === '') shifted.shift();
  while (shifted.at(-1) === '') shifted.pop();
  return shifted.join('\n');
}
