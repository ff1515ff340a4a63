import type { ISerializedGast } from 'chevrotain';
import { keywordTypes } from './tokens.ts';

type Production = ISerializedGast & {
  readonly name?: string;
  readonly nonTerminalName?: string;
  readonly definition?: readonly Production[];
};

/** The keywords that a rule may begin with, read off the grammar itself. */
export function firstWords(productions: readonly ISerializedGast[], rule: string): string[] {
  const rules = new Map(
    (productions as readonly Production[]).map((each) => [each.name, each.definition ?? []]),
  );
  const words = new Map([...keywordTypes].map(([word, type]) => [type.name, word]));
  const found = new Set<string>();
  /** Whether the sequence may be empty. */
  const sequence = (parts: readonly Production[]): boolean => parts.every(mayBeEmpty);
  const mayBeEmpty = (part: Production): boolean => {
    const inner = part.definition ?? [];
    switch (part.type) {
      case 'Terminal': {
        const word = words.get(part.name ?? '');
        if (word !== undefined) found.add(word);
        return false;
      }
      case 'NonTerminal':
        return sequence(rules.get(part.name) ?? []);
      case 'Alternation':
        return inner.map((alternative) => sequence(alternative.definition ?? [])).some(Boolean);
      case 'Option':
      case 'Repetition':
      case 'RepetitionWithSeparator':
        sequence(inner);
        return true;
      default:
        return sequence(inner);
    }
  };
  sequence(rules.get(rule) ?? []);
  return [...found];
}
