import type { Action } from '../../compiler/ir/action.ts';
import type { Item, Scenario } from '../../compiler/ir/ir.ts';
import { act } from '../scenario/act.ts';
import type { ActionResult } from '../scenario/action-result.ts';
import { buildWorld } from '../scenario/build-world.ts';
import { remember } from '../scenario/history.ts';
import type { Doing } from '../scenario/run.ts';
import { newSession, type Session } from '../scenario/session.ts';
import { advanceBy } from '../time/advance.ts';
import { isSwarm, NOWHERE, planScenario } from './plan-scenario.ts';
import type { WorldPlan } from './world-plan.ts';

/** A generated world in which things happen, and the story so far. */
export interface Playing {
  readonly plan: WorldPlan;
  readonly session: Session;
  readonly doing: Doing;
  readonly story: Item[];
  /** How many things happened after the declarations. */
  steps: number;
}

export type Started =
  | { readonly kind: 'playing'; readonly playing: Playing }
  /** The engine refused what the plan declares. */
  | { readonly kind: 'refused'; readonly message: string };

/** Virtual time in which a swarm comes to rest after something happened. */
const SETTLING = 30_000;

export interface StartOptions {
  readonly engineVersion?: string;
  /** Networks and containers are declared the other way round. */
  readonly reversed?: boolean;
  /** Stands between the story and the engine. */
  readonly doing?: Doing;
}

/** Builds the world of a plan and declares what is in it. */
export function startPlaying(plan: WorldPlan, options: StartOptions = {}): Started {
  const { engineVersion, reversed, doing = act } = options;
  const scenario = planScenario(plan, 'generated', reversed);
  const built = buildWorld(scenario.surroundings, { ...(engineVersion !== undefined && { engineVersion }) });
  const [problem] = built.diagnostics;
  if (problem !== undefined) return { kind: 'refused', message: problem.message };
  const session = newSession(scenario, built.world);
  remember(session);
  const playing: Playing = { plan, session, doing, story: [], steps: 0 };
  for (const item of scenario.story) {
    if (item.kind !== 'do') continue;
    const result = doing(session, item.action, item.origin);
    if (result.kind === 'refused') return { kind: 'refused', message: result.message };
    playing.story.push(item);
  }
  settle(playing);
  return { kind: 'playing', playing };
}

/** Lets one thing happen. What the engine refuses stays in the story, as a step that is refused. */
export function perform(playing: Playing, action: Action): ActionResult {
  const result = playing.doing(playing.session, action, NOWHERE);
  playing.steps++;
  const [firstLine = ''] = result.kind === 'refused' ? result.message.split('\n') : [];
  playing.story.push({
    kind: 'step',
    name: `${playing.steps}`,
    items: [{ kind: 'do', action, origin: NOWHERE }],
    ...(result.kind === 'refused' && { failsWith: firstLine }),
    origin: NOWHERE,
  });
  settle(playing);
  return result;
}

/** A swarm works things out in its own time; nothing else does. */
function settle(playing: Playing): void {
  if (!isSwarm(playing.plan)) return;
  advanceBy(playing.session.world, SETTLING);
  playing.story.push({ kind: 'do', action: { kind: 'wait', ms: SETTLING }, origin: NOWHERE });
}

/** The story so far as a scenario. */
export const scenarioSoFar = ({ session, story }: Playing, name: string): Scenario => ({
  ...session.scenario,
  name,
  story: [...story],
});
