// A share of the fuzzing, in a process of its own: FIRST COUNT SHARE SHARES say which seeds. Each is announced before it is tried.
import { seedRandom } from '../../runtime/random.ts';
import { readCorpus } from './corpus-files.ts';
import { mutate } from './mutate.ts';
import { tryInput } from './try-input.ts';

export type News =
  | { readonly kind: 'begins'; readonly seed: number }
  | { readonly kind: 'broke'; readonly seed: number; readonly error: string }
  | { readonly kind: 'done'; readonly refused: number; readonly played: number };

const [first = 1, count = 0, share = 0, shares = 1] = process.argv.slice(2).map(Number);
const corpus = readCorpus();
const say = (news: News): unknown => process.send!(news);
const counts = { refused: 0, played: 0 };
for (let seed = first + share; seed < first + count; seed += shares) {
  say({ kind: 'begins', seed });
  try {
    counts[tryInput(mutate(seedRandom(seed), corpus))]++;
  } catch (error) {
    say({
      kind: 'broke',
      seed,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
}
say({ kind: 'done', ...counts });
