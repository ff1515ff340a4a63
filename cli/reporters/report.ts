import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Coverage } from '../../runtime/coverage/coverage.ts';
import type { PropertyVerdict } from '../../runtime/property/check-property.ts';
import type { Statistics } from '../../runtime/property/statistics.ts';
import type { ScenarioResult } from '../../runtime/scenario/result.ts';
import type { Tally } from '../../runtime/scenario/tally.ts';
import type { SourceFile } from '../source-file.ts';

/** What came of one file. */
export interface FileReport {
  readonly source: SourceFile;
  readonly runs: readonly ScenarioRun[];
  readonly properties: readonly PropertyRun[];
}

/** One property in generated worlds. */
export interface PropertyRun {
  readonly name: string;
  readonly verdict: PropertyVerdict['kind'];
  readonly seed: number;
  readonly runs: number;
  readonly engineVersion?: string;
  readonly statistics: Statistics;
  /** A `.dnet` file whose last claim fails. */
  readonly counterexample?: string;
  readonly diagnostics: readonly Diagnostic[];
  /** Wall clock, milliseconds. */
  readonly ms: number;
}

/** One scenario on one engine. */
export interface ScenarioRun {
  readonly result: ScenarioResult;
  readonly tally: Tally;
  /** What its claims exercised, where it was asked for. */
  readonly coverage?: Coverage;
  /** Everything that went wrong, in the order of the story. */
  readonly diagnostics: readonly Diagnostic[];
  /** Wall clock, milliseconds. */
  readonly ms: number;
}

/** A claim that does not fare alike on all engines. */
export interface Difference {
  readonly file: string;
  readonly scenario: string;
  readonly claim: string;
  /** `20.10: held`, `26.1: failed`. */
  readonly verdicts: readonly string[];
}

export interface RunReport {
  readonly files: readonly FileReport[];
  readonly differences: readonly Difference[];
  readonly ms: number;
}

/** Turns reports into text. What `file` gives is printed as soon as the file is judged. */
export interface Reporter {
  readonly file: (report: FileReport) => string;
  readonly end: (report: RunReport) => string;
}
