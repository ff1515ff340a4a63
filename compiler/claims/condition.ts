import { didYouMean } from '../../diagnostics/did-you-mean.ts';
import { CONDITION_SENTENCES, type ConditionSentence, PLACEHOLDERS } from '../ir/conditions.ts';
import type { Property } from '../ir/ir.ts';

type Variables = Property['variables'];

export interface ReadCondition {
  readonly sentence: ConditionSentence;
  /** What stands for the words in capitals, in order. */
  readonly arguments: readonly string[];
}

const SENTENCES = CONDITION_SENTENCES.map((sentence) => ({ sentence, words: sentence.split(' ') }));
const isPlaceholder = (word: string): boolean => word.length > 3 && word === word.toUpperCase();

/** The known sentence that these words are; undefined when they are none. */
export function readCondition(words: readonly string[], variables: Variables): ReadCondition | undefined {
  const found = SENTENCES.find(
    (known) =>
      known.words.length === words.length && known.words.every((word, i) => fits(word, words[i]!, variables)),
  );
  if (found === undefined) return undefined;
  return {
    sentence: found.sentence,
    arguments: words.filter((_, i) => isPlaceholder(found.words[i]!)),
  };
}

function fits(known: string, word: string, variables: Variables): boolean {
  if (!isPlaceholder(known)) return known === word;
  return known === 'WORD' || placeholderOf(word, variables) === known;
}

const placeholderOf = (word: string, variables: Variables): string | undefined => {
  const variable = variables.find(({ name }) => name === word);
  return variable && PLACEHOLDERS[variable.in];
};

/** The sentences that the words were probably meant to be, with the property's own variables in them. */
export function nearConditions(words: readonly string[], variables: Variables): readonly string[] {
  const said = words.map((word) => placeholderOf(word, variables) ?? word).join(' ');
  return didYouMean(said, CONDITION_SENTENCES).map((sentence) => {
    const used = words.filter((word) => placeholderOf(word, variables) !== undefined);
    return sentence.replace(/[A-Z]{4,}/g, (placeholder) => {
      const at = used.findIndex((word) => placeholderOf(word, variables) === placeholder);
      return at < 0 ? placeholder : used.splice(at, 1)[0]!;
    });
  });
}
