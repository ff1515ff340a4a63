import type { Claim } from '../compiler/ir/claim.ts';
import type { Scenario } from '../compiler/ir/ir.ts';
import { ONLY_ADDS } from '../runtime/scenario/act.ts';
import { skipped } from '../runtime/scenario/judge/verdict.ts';
import type { ScenarioResult } from '../runtime/scenario/result.ts';
import {
  type Story,
  type Task,
  type TaskResult,
  type TellOptions,
  tellStory,
} from '../runtime/scenario/tell.ts';
import type { Company } from './company.ts';
import type { EngineHosts } from './engine-hosts.ts';
import { judgeOnStage } from './judge-claim.ts';
import { act } from './play/act.ts';
import { isUnaskable, runAt } from './play/run-at.ts';
import { RealSession } from './real-session.ts';
import { surround } from './surround.ts';
import { otherAddresses, whyUnplayable } from './unplayable.ts';

export interface EngineRunOptions extends TellOptions {
  /** Looks around in each pause that the story makes. */
  readonly onPause?: (session: RealSession, after: string) => Promise<void>;
}

/** Plays a scenario on real engines and judges its claims there. Sweeps the stage behind it, whatever happens. */
export async function runOnEngines(
  company: Company,
  hosts: EngineHosts,
  scenario: Scenario,
  options: EngineRunOptions = {},
): Promise<ScenarioResult> {
  const story = tellStory(scenario.story, options);
  const why = whyUnplayable(scenario, hosts);
  if (why !== undefined) return resultOf(scenario, await tell(story, async (task) => skipTask(task, why)));
  try {
    const stage = await company.stageFor(scenario);
    const performance = { stage, scenario, surroundings: scenario.surroundings, specs: new Map() };
    const problem = await surround(performance);
    if (problem !== undefined)
      return resultOf(scenario, await tell(story, async (task) => skipTask(task, problem)));
    const session = await RealSession.begin(performance);
    const strange = otherAddresses(scenario, session.world);
    return resultOf(scenario, await tell(story, (task) => perform(session, task, strange, options)));
  } finally {
    await company.sweep();
  }
}

const resultOf = ({ name, origin }: Scenario, items: ScenarioResult['items']): ScenarioResult => ({
  name,
  origin,
  diagnostics: [],
  items,
});

async function tell<R>(story: Story<R>, perform: (task: Task) => Promise<TaskResult>): Promise<R> {
  let next = story.next();
  while (!next.done) next = story.next(await perform(next.value));
  return next.value;
}

async function perform(
  session: RealSession,
  task: Task,
  strange: readonly string[],
  { onPause }: EngineRunOptions,
): Promise<TaskResult> {
  switch (task.kind) {
    case 'act': {
      // What an action takes away is looked at before, for the claims that speak of the past.
      if (!ONLY_ADDS.has(task.action.kind)) await session.lookIfChanged();
      session.changed();
      return act(session.performance, task.action);
    }
    case 'judge': {
      const address = strangeAddress(task.claim, strange);
      if (address !== undefined) return skipped(`the real machines do not have the address ${address}`);
      await session.lookIfChanged();
      return judgeOnStage(session, task.claim);
    }
    case 'try':
      return skipped(NO_EXERCISES);
    case 'type': {
      const ran = await runAt(session.performance, task.place, task.command);
      return isUnaskable(ran) ? { stdout: '', stderr: `skipped: ${ran.unaskable}\n`, rc: 0 } : ran;
    }
    case 'pause':
      await session.lookIfChanged();
      await onPause?.(session, task.after);
      return undefined;
    default:
      return task satisfies never;
  }
}

/** A real engine has no second world in which to solve an exercise and leave no trace. */
const NO_EXERCISES = 'an exercise is tried in the simulated world only';

const strangeAddress = ({ text }: Claim, strange: readonly string[]): string | undefined =>
  strange.find((address) => text.includes(address));

function skipTask(task: Task, why: string): TaskResult {
  switch (task.kind) {
    case 'act':
      return { kind: 'skipped', why };
    case 'judge':
    case 'try':
      return skipped(why);
    case 'type':
      return { stdout: '', stderr: '', rc: 0 };
    case 'pause':
      return undefined;
    default:
      return task satisfies never;
  }
}
