// Bad input is a diagnostic, never an exception and never a hang: breaks the scenarios of this repository in COUNT ways.
//   npm run fuzz:input -- [COUNT] [FIRST-SEED]
import { type ChildProcess, fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { seedRandom } from '../runtime/random.ts';
import { readCorpus } from './fuzz/corpus-files.ts';
import type { News } from './fuzz/fuzz-worker.ts';
import { mutate } from './fuzz/mutate.ts';

const SECONDS_FOR_ONE = 60;
const [count = 10_000, first = 1] = process.argv.slice(2).map(Number);
const corpus = readCorpus();
const counts = { refused: 0, played: 0 };
const broken: string[] = [];

const shares = Math.min(availableParallelism(), count);
await Promise.all(Array.from({ length: shares }, (_, share) => work(share)));
for (const report of broken) console.error(report);
console.log(
  `${count} inputs: ${counts.refused} refused, ${counts.played} played, ${broken.length} broke dnet`,
);
process.exit(broken.length === 0 && counts.refused + counts.played === count ? 0 : 1);

/** One process does its share; one that is silent for too long hangs, and is ended. */
function work(share: number): Promise<void> {
  return new Promise((resolve) => {
    const child = fork(
      join(import.meta.dirname, 'fuzz/fuzz-worker.ts'),
      [first, count, share, shares].map(String),
    );
    let seed = first + share;
    let timer = patience(child, () => seed);
    child.on('message', (news: News) => {
      clearTimeout(timer);
      timer = patience(child, () => seed);
      if (news.kind === 'begins') seed = news.seed;
      if (news.kind === 'broke') report(news.seed, news.error);
      if (news.kind === 'done') {
        counts.refused += news.refused;
        counts.played += news.played;
      }
    });
    child.on('exit', (code) => {
      clearTimeout(timer);
      if (code !== 0) report(seed, `the process ended with ${code ?? 'a signal'}`);
      resolve();
    });
  });
}

function patience(child: ChildProcess, seed: () => number): NodeJS.Timeout {
  return setTimeout(() => {
    report(seed(), `no answer for ${SECONDS_FOR_ONE} s`);
    child.kill('SIGKILL');
  }, SECONDS_FOR_ONE * 1000);
}

/** Says what went wrong, and where the input can be looked at. */
function report(seed: number, text: string): void {
  const file = join(tmpdir(), `dnet-fuzz-${seed}.dnet`);
  writeFileSync(file, mutate(seedRandom(seed), corpus));
  broken.push(`seed ${seed}: ${text}\n  input: ${file}`);
}
