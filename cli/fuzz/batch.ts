import { nextUint32, seedRandom } from '../../runtime/random.ts';

/** A share of the work: some worlds of one property, from a seed of their own. */
export interface Batch {
  readonly file: string;
  /** Its place among the properties of the file. */
  readonly property: number;
  readonly seed: number;
  readonly runs: number;
  readonly engineVersion?: string;
}

/** Few enough that a batch ends soon, many enough that handing it out costs nothing. */
export const BATCH_RUNS = 20;

/** Seeds of batches: the same number gives the same worlds, whoever works on it. */
export const batchSeed = (seed: number, number: number): number =>
  nextUint32(seedRandom(seed ^ Math.imul(number + 1, 0x9e3779b1))) >>> 1;

export interface Shard {
  readonly index: number;
  readonly of: number;
}

/** Every `of`-th batch is a shard's own. */
export const isOwn = ({ index, of }: Shard, number: number): boolean => number % of === index - 1;
