import { randomBelow } from '../../runtime/random.ts';
import type { RandomState } from '../../runtime/world.ts';

/** What a mutation draws from: the texts to break, and words to break them with. */
export interface Corpus {
  readonly texts: readonly string[];
  readonly words: readonly string[];
}

export const corpusOf = (texts: readonly string[]): Corpus => ({
  texts,
  words: [...new Set(texts.flatMap((text) => text.match(/\w+|[^\s\w]+|\n/g) ?? []))],
});

/** One to six edits of one kind: of bytes, as a damaged file has them, or of words, as a hasty writer makes them. */
export function mutate(random: RandomState, corpus: Corpus): string {
  const text = pick(random, corpus.texts);
  const edits = 1 + randomBelow(random, 6);
  return randomBelow(random, 2) === 0
    ? mutateBytes(random, text, edits)
    : mutateWords(random, corpus, text, edits);
}

const pick = <T>(random: RandomState, list: readonly T[]): T => list[randomBelow(random, list.length)]!;

/** Bytes are put, lost, changed or cut off; what is no UTF-8 any more is read as a file would be. */
function mutateBytes(random: RandomState, text: string, edits: number): string {
  const bytes = [...Buffer.from(text)];
  for (let i = 0; i < edits && bytes.length > 0; i++) {
    const at = randomBelow(random, bytes.length);
    switch (randomBelow(random, 4)) {
      case 0:
        bytes.splice(at, 0, randomBelow(random, 256));
        break;
      case 1:
        bytes.splice(at, 1 + randomBelow(random, 8));
        break;
      case 2:
        bytes[at]! ^= 1 << randomBelow(random, 8);
        break;
      default:
        bytes.length = at;
    }
  }
  return Buffer.from(bytes).toString('utf8');
}

/** Words are lost, doubled, exchanged, or replaced by others of the corpus; lines move. */
function mutateWords(random: RandomState, { words }: Corpus, text: string, edits: number): string {
  const parts = text.match(/\w+|[^\s\w]|\s+/g) ?? [];
  for (let i = 0; i < edits && parts.length > 0; i++) {
    const [at, other] = [randomBelow(random, parts.length), randomBelow(random, parts.length)];
    switch (randomBelow(random, 6)) {
      case 0:
        parts.splice(at, 1);
        break;
      case 1:
        parts.splice(at, 0, parts[at]!);
        break;
      case 2:
        [parts[at], parts[other]] = [parts[other]!, parts[at]!];
        break;
      case 3:
        parts[at] = pick(random, words);
        break;
      case 4:
        parts.splice(at, 0, pick(random, words), ' ');
        break;
      default:
        parts.splice(other, 0, ...parts.slice(at, at + 12));
    }
  }
  return parts.join('');
}
