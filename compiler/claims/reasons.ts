import { match } from 'ts-pattern';
import type { Reason } from '../ir/claim.ts';

/** The words of `because` that name an outcome, and those that name why. */
export const OUTCOMES = ['refused', 'timeout', 'unreachable', 'unresolved', 'closed'] as const;
export const CAUSES = ['isolated', 'internal', 'port-unpublished', 'blocked'] as const;
export const REASONS: readonly string[] = [...OUTCOMES, ...CAUSES];

/** Chains are in capitals, Docker's as well as the kernel's: DOCKER-USER, FORWARD. */
const CHAIN = /^[A-Z][A-Z0-9_-]*$/;

/** Undefined when the word is neither an outcome nor a cause nor the name of a chain. */
export function reasonOf(word: string, by?: string): Reason | undefined {
  const outcome = OUTCOMES.find((known) => known === word);
  if (outcome) return { kind: 'outcome', outcome };
  return match(word)
    .with('isolated', 'internal', 'port-unpublished', 'blocked', (kind) => ({ kind }) as const)
    .with('snat', () => (by === undefined ? undefined : ({ kind: 'snat', by } as const)))
    .otherwise(() => (CHAIN.test(word) ? ({ kind: 'chain', chain: word } as const) : undefined));
}

/** What a cell of a matrix may say: `-` says nothing, `down` that the row's party does not run. */
export const CELLS: readonly string[] = ['-', 'open', ...REASONS, 'down'];

export const isCell = (word: string): boolean => CELLS.includes(word) || CHAIN.test(word);
