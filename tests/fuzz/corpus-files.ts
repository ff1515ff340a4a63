import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { type Corpus, corpusOf } from './mutate.ts';

const root = join(import.meta.dirname, '../..');

/** Every scenario of the repository. */
export const readCorpus = (): Corpus =>
  corpusOf(
    globSync('scenarios/**/*.dnet', { cwd: root })
      .sort()
      .map((file) => readFileSync(join(root, file), 'utf8')),
  );
