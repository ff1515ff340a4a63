import type { Action } from '../../compiler/ir/action.ts';
import type { Claim } from '../../compiler/ir/claim.ts';
import type { Exercise, Place } from '../../compiler/ir/ir.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/span.ts';
import type { CommandResult } from '../shell/language/command-result.ts';
import type { Verdict } from './judge/verdict.ts';

/** What came of a scenario: plain data, in the order of its source. */
export interface ScenarioResult {
  readonly name: string;
  readonly origin: Span;
  readonly seed?: number;
  readonly engineVersion?: string;
  /** What was wrong with the surroundings: nothing was played then. */
  readonly diagnostics: readonly Diagnostic[];
  readonly items: readonly ItemResult[];
}

export type ItemResult =
  | {
      readonly kind: 'do';
      readonly action: Action;
      readonly origin: Span;
      readonly prose?: string;
      readonly outcome: 'done' | 'refused' | 'refused-as-expected' | 'skipped';
      readonly message?: string;
      readonly warnings: readonly string[];
      readonly output?: CommandResult;
      readonly diagnostic?: Diagnostic;
    }
  | JudgedClaim
  | {
      readonly kind: 'show';
      readonly place: Place;
      readonly command: string;
      readonly output: CommandResult;
      readonly origin: Span;
      readonly prose?: string;
    }
  | JudgedExercise
  | { readonly kind: 'note'; readonly prose: string; readonly origin: Span }
  | {
      readonly kind: 'step';
      readonly name: string;
      readonly items: readonly ItemResult[];
      readonly origin: Span;
      readonly prose?: string;
      /** The step should have been refused, and was not, or in other words. */
      readonly diagnostic?: Diagnostic;
    };

/** An exercise, and its goals as they stand once its solution was typed in a world of its own. */
export interface JudgedExercise {
  readonly kind: 'exercise';
  readonly exercise: Exercise;
  readonly solution: readonly CommandResult[];
  readonly goals: readonly { readonly claim: Claim; readonly verdict: Verdict }[];
  readonly origin: Span;
  readonly prose?: string;
  /** It is solved before anything is done. */
  readonly diagnostic?: Diagnostic;
}

export interface JudgedClaim {
  readonly kind: 'claim';
  readonly claim: Claim;
  readonly verdict: Verdict;
  readonly prose?: string;
  readonly origin: Span;
  /** The invariant that it belongs to, and the step after which it was judged. */
  readonly invariant?: { readonly name: string; readonly after: string };
}
