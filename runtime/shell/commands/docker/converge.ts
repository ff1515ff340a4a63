import { serviceInspect, taskList } from '../../../swarm/api.ts';
import { advanceBy } from '../../../time/advance.ts';
import { type CommandResult, succeed } from '../../language/command-result.ts';
import { boolFlag } from '../../pflag/flag-values.ts';
import type { Invocation } from './docker-command.ts';

/** How often the client looks, how long tasks must hold, and when dnet stops waiting with it. Milliseconds. */
const STEP = 100;
const STABLE = 5_000;
const LONGEST = 120_000;

/** Without `--detach` the client waits until the tasks run, and then some seconds to see that they do. */
export function converge(invocation: Invocation, service: string, said: string): CommandResult {
  const { world, flags } = invocation;
  if (boolFlag(flags, 'detach')) return succeed(said);
  const until = world.now + LONGEST;
  let progress = '';
  let last = '';
  for (let state = stateOf(invocation, service); world.now < until; state = stateOf(invocation, service)) {
    const line = `overall progress: ${state.running} out of ${state.wanted} tasks\n`;
    if (line !== last) progress += line;
    last = line;
    if (state.running >= state.wanted && !state.updating) break;
    advanceBy(world, STEP);
  }
  advanceBy(world, STABLE);
  const text = boolFlag(flags, 'quiet') ? '' : `${progress}verify: Service ${service} converged\n`;
  return succeed(`${said}${text}`);
}

function stateOf(
  { world, host }: Invocation,
  service: string,
): { readonly running: number; readonly wanted: number; readonly updating: boolean } {
  const known = serviceInspect(world, host, service);
  const tasks = taskList(world, host, { service: [service], 'desired-state': ['running'] });
  if (!known.ok || !tasks.ok) return { running: 0, wanted: 0, updating: false };
  const running = tasks.value.filter(({ Status }) => Status.State === 'running').length;
  const wanted = known.value.Spec.Mode.Replicated?.Replicas ?? Math.max(1, tasks.value.length);
  const updating = /^(updating|rollback_started)$/.test(known.value.UpdateStatus?.State ?? '');
  return { running, wanted, updating };
}
