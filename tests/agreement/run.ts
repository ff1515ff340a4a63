// Concrete walk and proof, held against each other over generated worlds.
//   npm run test:agreement -- [PAIRS] [FIRST-SEED]
import { holdAgainst, noAgreement } from './hold-against.ts';

const [pairs = 50_000, first = 1] = process.argv.slice(2).map(Number);
/** Packets of one world: enough to meet all of its rules, few enough that a short run meets swarms and faults too. */
const fromAWorld = Math.min(10_000, Math.ceil(pairs / 40));
const SHOWN = 20;

const sum = noAgreement();
const began = performance.now();
let seed = first;
for (; sum.pairs < pairs; seed++) {
  holdAgainst(seed, Math.min(fromAWorld, pairs - sum.pairs), sum);
  if (process.stderr.isTTY)
    process.stderr.write(`\r${sum.pairs} of ${pairs} pairs, ${seed - first + 1} worlds`);
}
if (process.stderr.isTTY) process.stderr.write('\n');
for (const text of sum.disagreements.slice(0, SHOWN)) console.error(text);
const kinds = [...sum.outcomes].map(([kind, count]) => `${count} ${kind}`).join(', ');
console.log(
  `${sum.pairs} pairs of ${seed - first} worlds in ${((performance.now() - began) / 1000).toFixed(0)} s, ` +
    `${sum.pieces} pieces: ${sum.disagreements.length} disagreements (${kinds})`,
);
process.exit(sum.disagreements.length === 0 ? 0 : 1);
