import type { StatisticsJson } from '../statistics-json.ts';

/** What fuzzing found, as JSON: reports of several shards merge into one. */
export interface FuzzReport {
  readonly version: 1;
  readonly seed: number;
  readonly shards: readonly string[];
  readonly ms: number;
  readonly properties: readonly FuzzedProperty[];
}

export interface FuzzedProperty {
  readonly file: string;
  readonly name: string;
  readonly batches: number;
  readonly statistics: StatisticsJson;
  readonly failures: readonly FuzzFailure[];
  /** Why it could not be judged. */
  readonly unjudgeable: readonly string[];
}

/** One batch in which a property did not hold. */
export interface FuzzFailure {
  /** `dnet test FILE --seed SEED --runs RUNS` repeats it. */
  readonly seed: number;
  readonly runs: number;
  readonly message: string;
  /** A `.dnet` file whose last claim fails. */
  readonly counterexample: string;
}
