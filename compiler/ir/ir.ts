import type { Span } from '../../diagnostics/span.ts';
import type { Action } from './action.ts';
import type { Claim } from './claim.ts';
import type { ConditionSentence } from './conditions.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * What a `.dnet` file means: plain JSON-able data, all that the runtime knows of the language.
 * `JSON.parse(JSON.stringify(ir))` is the identity. Addresses are canonical text, durations are milliseconds,
 * and every entity keeps its `origin`, so that diagnostics and traces point into the source.
 */
export interface Ir {
  readonly version: 1;
  readonly file: string;
  readonly scenarios: readonly Scenario[];
  readonly properties: readonly Property[];
}

export interface Scenario {
  readonly kind: 'scenario';
  readonly name: string;
  readonly prose?: string;
  /** Statements of the tutorial that this scenario shows: `T14`. */
  readonly shows: readonly string[];
  readonly surroundings: Surroundings;
  readonly story: readonly Item[];
  readonly origin: Span;
}

/**
 * What happens and what must hold, in order. Top-level declarations come first, in the order that Docker
 * needs.
 */
export type Item =
  | { readonly kind: 'do'; readonly action: Action; readonly prose?: string; readonly origin: Span }
  | { readonly kind: 'claim'; readonly claim: Claim; readonly prose?: string; readonly origin: Span }
  | {
      readonly kind: 'show';
      readonly place: Place;
      readonly command: string;
      readonly prose?: string;
      readonly origin: Span;
    }
  | Step
  | { readonly kind: 'note'; readonly prose: string; readonly origin: Span }
  | {
      readonly kind: 'invariant';
      readonly name: string;
      readonly claims: readonly Claim[];
      readonly prose?: string;
      readonly origin: Span;
    }
  | Exercise;

export interface Step {
  readonly kind: 'step';
  readonly name: string;
  readonly prose?: string;
  readonly items: readonly Item[];
  /** The engine must refuse one action of the step with a text that contains this. */
  readonly failsWith?: string;
  readonly origin: Span;
}

/** A task for the reader. It leaves the world as it is. */
export interface Exercise {
  readonly kind: 'exercise';
  readonly name: string;
  /** What a reader may type to solve it. */
  readonly solution: readonly { readonly place: Place; readonly command: string }[];
  /** Not all of them hold before, and all of them do once it is solved. */
  readonly goals: readonly Claim[];
  readonly prose?: string;
  readonly origin: Span;
}

/** Where a command is typed: a machine, or inside a container (or named namespace) on it. */
export interface Place {
  readonly host: string;
  readonly container?: string;
}

/** A `property` block, kept for the property runner. */
export interface Property {
  readonly kind: 'property';
  readonly name: string;
  readonly prose?: string;
  readonly world: WorldShape;
  readonly variables: readonly {
    readonly name: string;
    readonly in: 'containers' | 'hosts' | 'networks' | 'services' | 'clients';
  }[];
  readonly where: readonly Condition[];
  /** What happens before it is judged; its names are variables, and its hosts mean nothing. */
  readonly when: readonly Action[];
  /** The declarations of the world come in another order. */
  readonly reorder: boolean;
  readonly expect: readonly Claim[];
  readonly compare: readonly Comparison[];
  readonly origin: Span;
}

export interface WorldShape {
  readonly [what: string]: { readonly min: number; readonly max: number };
}

/** A test of generated entities: `a shares no network with b`. */
export interface Condition {
  readonly sentence: ConditionSentence;
  /** What stands for the words in capitals, in order. */
  readonly arguments: readonly string[];
  readonly origin: Span;
}

/** What two worlds, or two parties, have in common. Its names are variables. */
export type Comparison = {
  readonly text: string;
  readonly origin: Span;
} /** Of the world before `when` and the one after it. */ & (
  | { readonly kind: 'reach-stays' }
  | { readonly kind: 'no-reach-lost' }
  | { readonly kind: 'no-reach-gained' }
  | { readonly kind: 'same-reach'; readonly left: string; readonly right: string }
  /** What `to` accepts of `from` it also answers, and the answer arrives. */
  | { readonly kind: 'hears'; readonly from: string; readonly to: string }
  /** At every address of its host, each port that `to` publishes there answers `from` as `to`. */
  | { readonly kind: 'reaches-published'; readonly from: string; readonly to: string }
);
