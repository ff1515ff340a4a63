import type { World } from '../world.ts';
import { runningTasks } from './swarm-parties.ts';

/**
 * Docker's name of a container that a scenario names on a host. `demo.1`, and on its node `demo`, is a task's, which runs
 * where the scheduler put it.
 */
export function containerOf(
  world: World,
  host: string,
  name: string,
): { readonly host: string; readonly container: string } {
  for (const container of world.engines.get(host)?.containers.values() ?? [])
    if (container.name === name) return { host, container: name };
  const [, service = name, slot] = /^(.+)\.(\d+)$/.exec(name) ?? [];
  const tasks = runningTasks(world, service, slot === undefined ? { host } : { slot: Number(slot) });
  const task = tasks.find(({ machine }) => machine === host) ?? tasks[0];
  return task?.container && task.machine
    ? { host: task.machine, container: task.container.name }
    : { host, container: name };
}
