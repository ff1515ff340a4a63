import fc from 'fast-check';
import type { Property, Scenario } from '../../compiler/ir/ir.ts';
import type { Span } from '../../diagnostics/span.ts';
import { type Doing, playScenario, type RunOptions } from '../scenario/run.ts';
import { bindingsOf } from './bindings.ts';
import { type StepCommand, stepsArbitrary } from './generate-steps.ts';
import { worldArbitrary } from './generate-world.ts';
import { judgeChange } from './judge-change.ts';
import { judgeProperty } from './judge-property.ts';
import { judgeReordered } from './judge-reordered.ts';
import { minimize } from './minimize.ts';
import { type Playing, type StartOptions, startPlaying } from './playing.ts';
import { chosenNames, Refutation, type Refuted, Unjudgeable } from './refutation.ts';
import { newStatistics, type Statistics } from './statistics.ts';
import { newStepModel } from './step-model.ts';
import { tidy } from './tidy.ts';
import type { WorldPlan } from './world-plan.ts';

export interface PropertyOptions {
  readonly runs: number;
  readonly seed: number;
  /** Comes before the engines of the generated hosts. */
  readonly engineVersion?: string;
  /** Stands between the story and the engine: the tests of the laws break the engine here. */
  readonly doing?: Doing;
}

/** What became of a property: plain data, but for the counts of its statistics. */
export interface PropertyResult {
  readonly property: Property;
  readonly seed: number;
  readonly statistics: Statistics;
  readonly verdict: PropertyVerdict;
}

export type PropertyVerdict =
  | { readonly kind: 'held' }
  | { readonly kind: 'failed'; readonly counterexample: Counterexample }
  /** Nothing that was generated could have refuted it. */
  | { readonly kind: 'hollow'; readonly why: string }
  | { readonly kind: 'unjudgeable'; readonly why: string };

/** The smallest world and story that were found in which the property does not hold. */
export interface Counterexample {
  readonly law: string;
  /** Where the property says it. */
  readonly origin: Span;
  /** The claim at the end of the last one fails. */
  readonly scenarios: readonly Scenario[];
  /** How often fast-check found a smaller one. */
  readonly shrinks: number;
  /** In which run of the seed it was found first, from 1 on. */
  readonly run: number;
}

/** Judges a property in generated worlds, after each generated step. The same seed gives the same result. */
export function checkProperty(
  property: Property,
  { runs, seed, engineVersion, doing }: PropertyOptions,
): PropertyResult {
  const statistics = newStatistics();
  const options = { ...(engineVersion !== undefined && { engineVersion }), ...(doing && { doing }) };
  let refuted: Refutation | undefined;
  const judged = fc.property(
    worldArbitrary(property.world),
    stepsArbitrary(property.world),
    (plan, steps) => {
      try {
        // Worlds that fast-check shrinks are no part of what was generated.
        playOnce(property, refuted ? newStatistics() : statistics, plan, steps, options);
      } catch (error) {
        // The last one that fast-check sees is the smallest.
        if (error instanceof Refutation) refuted = error;
        throw error;
      }
    },
  );
  const details = fc.check(judged, { seed, numRuns: runs });
  const result = { property, seed, statistics };
  if (!details.failed) return { ...result, verdict: emptiness(property, statistics) ?? { kind: 'held' } };
  const { errorInstance: error } = details;
  if (error instanceof Unjudgeable)
    return { ...result, verdict: { kind: 'unjudgeable', why: error.message } };
  if (!(error instanceof Refutation) || refuted === undefined) {
    if (details.interrupted || error === null)
      return { ...result, verdict: { kind: 'unjudgeable', why: 'too many of its worlds are refused' } };
    throw error;
  }
  const { law, origin } = refuted.found;
  const counterexample = {
    law,
    origin,
    scenarios: smallestOf(property, refuted.found, options).map(tidy),
    shrinks: details.numShrinks,
    run: details.numRuns,
  };
  return { ...result, verdict: { kind: 'failed', counterexample } };
}

/** Two scenarios show something together, and stay as they are. */
function smallestOf(
  property: Property,
  { scenarios, chosen }: Refuted,
  options: RunOptions,
): readonly Scenario[] {
  const [only, ...others] = scenarios;
  if (only === undefined || others.length > 0) return scenarios;
  return [minimize(only, (scenario) => isChosen(property, scenario, chosen, options), options)];
}

/** Whether `where` still lets the same choice through, in the world before the first claim. */
function isChosen(
  property: Property,
  scenario: Scenario,
  chosen: readonly string[],
  options: RunOptions,
): boolean {
  const first = scenario.story.findIndex(({ kind }) => kind === 'claim');
  const { session } = playScenario({ ...scenario, story: scenario.story.slice(0, first) }, options);
  return bindingsOf(session.world, property).some(
    (bindings) => chosenNames(bindings).join() === chosen.join(),
  );
}

function playOnce(
  property: Property,
  statistics: Statistics,
  plan: WorldPlan,
  steps: Iterable<StepCommand>,
  options: StartOptions,
): void {
  const started = startPlaying(plan, options);
  if (started.kind === 'refused') {
    statistics.refusedWorlds++;
    fc.pre(false);
    return;
  }
  const { playing } = started;
  statistics.worlds++;
  let matched = 0;
  const judge = judgeOf(property);
  const everyStep = judge === judgeProperty;
  const look = (): void => {
    matched += judge(property, playing, statistics);
  };
  if (everyStep) look();
  fc.modelRun(
    () => ({
      model: newStepModel(plan),
      real: {
        playing,
        afterStep: () => {
          if (everyStep) look();
        },
      },
    }),
    steps,
  );
  if (!everyStep) look();
  statistics.steps += playing.steps;
  if (matched > 0) statistics.interesting++;
}

type Judge = (property: Property, playing: Playing, statistics: Statistics) => number;

/** A property that lets something happen is judged once a run, at its end: that happening is the last step. */
const judgeOf = ({ when, reorder }: Property): Judge =>
  reorder ? judgeReordered : when.length > 0 ? judgeChange : judgeProperty;

function emptiness({ where }: Property, statistics: Statistics): PropertyVerdict | undefined {
  const { worlds, matched, judged } = statistics;
  if (matched === 0)
    return {
      kind: 'hollow',
      why: `${where.length > 0 ? '`where` let nothing through' : 'there was nothing to choose'} in ${worlds} worlds`,
    };
  if (judged === 0)
    return { kind: 'hollow', why: `in ${worlds} worlds its claims could only hold (${matched} choices)` };
  return undefined;
}
