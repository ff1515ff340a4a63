import { advanceBy } from '../time/advance.ts';
import type { World } from '../world.ts';
import { serviceInspect } from './service-operations.ts';
import { taskList } from './task-operations.ts';

/** How often the client looks, how long tasks must hold, and when dnet stops waiting with it. Milliseconds. */
const STEP = 100;
const STABLE = 5_000;
const LONGEST = 120_000;

/** How far a service has come. */
export interface ServiceProgress {
  readonly running: number;
  readonly wanted: number;
  readonly updating: boolean;
  /** An update or a rollback that was given up: why, in the managers' words. */
  readonly paused?: string;
}

/**
 * Waits as the client does without `--detach`: until the tasks run, and then some seconds to see that they hold
 * (docker/cli cli/command/service/progress). Gives each state that it saw, the last one last.
 */
export function awaitService(world: World, host: string, service: string): readonly ServiceProgress[] {
  const until = world.now + LONGEST;
  const seen: ServiceProgress[] = [];
  for (;;) {
    const state = progressOf(world, host, service);
    const last = seen.at(-1);
    if (last?.running !== state.running || last.wanted !== state.wanted || last.updating !== state.updating)
      seen.push(state);
    if (state.paused !== undefined) return seen;
    if (hasConverged(state) || world.now >= until) break;
    advanceBy(world, STEP);
  }
  advanceBy(world, STABLE);
  return seen;
}

export const hasConverged = ({ running, wanted, updating }: ServiceProgress): boolean =>
  running >= wanted && !updating;

function progressOf(world: World, host: string, service: string): ServiceProgress {
  const known = serviceInspect(world, host, service);
  const tasks = taskList(world, host, { service: [service], 'desired-state': ['running'] });
  if (!known.ok || !tasks.ok) return { running: 0, wanted: 0, updating: false };
  const template = JSON.stringify(known.value.Spec.TaskTemplate);
  const running = tasks.value.filter(
    ({ Status, Spec }) => Status.State === 'running' && JSON.stringify(Spec) === template,
  ).length;
  const wanted = known.value.Spec.Mode.Replicated?.Replicas ?? Math.max(1, tasks.value.length);
  const { State = '', Message = '' } = known.value.UpdateStatus ?? {};
  const updating = /^(updating|rollback_started)$/.test(State);
  const word = { paused: 'update', rollback_paused: 'rollback' }[State];
  return { running, wanted, updating, ...(word && { paused: `service ${word} paused: ${Message}` }) };
}
