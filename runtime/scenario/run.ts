import type { Item, Scenario } from '../../compiler/ir/ir.ts';
import type { ShellServices } from '../shell/command.ts';
import type { World } from '../world.ts';
import { act } from './act.ts';
import type { Answers } from './answers.ts';
import { buildWorld, type WorldOptions } from './build-world.ts';
import { remember } from './history.ts';
import { judgeClaim } from './judge/judge.ts';
import type { ItemResult, ScenarioResult } from './result.ts';
import { runCommand } from './run-command.ts';
import { newSession, type Session } from './session.ts';
import { type Task, type TaskResult, type TellOptions, tellStory } from './tell.ts';
import { tryExercise } from './try-exercise.ts';

export interface RunOptions extends WorldOptions, Omit<TellOptions, 'told'> {
  /** `all` keeps the trace of every question; else only of those that went against their claim. */
  readonly traces?: 'failures' | 'all';
  /** For the commands that the story types. */
  readonly services?: ShellServices;
  /** Looks around in each pause that the story makes. */
  readonly onPause?: (session: Session, after: string) => void;
  /** Stands between the story and the engine: the tests of the laws break the engine here. */
  readonly doing?: Doing;
  /** Stands between the claims and the world: what measures coverage watches here. */
  readonly observe?: (world: World) => Answers;
  /** Called after each item of the story, while the world is as the item leaves it. */
  readonly watch?: (session: Session, item: Item, results: readonly ItemResult[]) => void;
}

/** Lets an action happen. */
export type Doing = typeof act;

/** Builds the scenario's world, lets its story happen, and judges its claims where they stand. */
export const runScenario = (scenario: Scenario, options: RunOptions = {}): ScenarioResult =>
  playScenario(scenario, options).result;

/** The same, with the world as the story leaves it. */
export function playScenario(
  scenario: Scenario,
  options: RunOptions = {},
): { readonly session: Session; readonly result: ScenarioResult } {
  const { world, diagnostics } = buildWorld(scenario.surroundings, options);
  const bare = newSession(scenario, world, options.traces, options.services);
  const session: Session = options.observe ? { ...bare, answers: options.observe(world) } : bare;
  remember(session);
  const { bail, watch, onPause } = options;
  const story = tellStory(diagnostics.length > 0 ? [] : scenario.story, {
    ...(bail && { bail }),
    ...(onPause && { pauses: true }),
    ...(watch && { told: (item, results) => watch(session, item, results) }),
  });
  let next = story.next();
  while (!next.done) next = story.next(perform(session, next.value, options));
  const result: ScenarioResult = {
    name: scenario.name,
    origin: scenario.origin,
    ...(options.seed !== undefined && { seed: options.seed }),
    ...(options.engineVersion !== undefined && { engineVersion: options.engineVersion }),
    diagnostics,
    items: next.value,
  };
  return { session, result };
}

/** Does in the simulated world what the story needs to have done. */
function perform(session: Session, task: Task, { doing = act, onPause }: RunOptions): TaskResult {
  switch (task.kind) {
    case 'act':
      return doing(session, task.action, task.origin);
    case 'judge':
      return judgeClaim(session, task.claim, task.proved);
    case 'try':
      return tryExercise(session, task.exercise);
    case 'type':
      return runCommand(session, task.place, task.command);
    case 'pause':
      onPause?.(session, task.after);
      return undefined;
    default:
      return task satisfies never;
  }
}
