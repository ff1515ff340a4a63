import type { RestartPolicy } from '../docker-api/service.ts';
import type { World } from '../world.ts';
import type { Cluster, Service, SwarmNode, Task } from './cluster.ts';
import { isAtLeast, isEnded, milliseconds, newTask } from './slots.ts';

const DEFAULT_POLICY: RestartPolicy = { Condition: 'any', Delay: 5_000_000_000, MaxAttempts: 0 };

/**
 * A task is replaced by one that is made ready at once and starts after the policy's delay (swarmkit
 * orchestrator/restart); a drained node's tasks do not wait.
 */
export function restartTask(
  world: World,
  cluster: Cluster,
  service: Service,
  task: Task,
  node: SwarmNode | undefined,
): boolean {
  const policy = task.spec.RestartPolicy ?? DEFAULT_POLICY;
  if (isEnded(task) && !wantsRestart(cluster, policy, task)) return false;
  task.desired = 'shutdown';
  const drained = node?.availability === 'drain';
  newTask(world, cluster, service, {
    slot: task.slot,
    ...(task.slot === 0 && node !== undefined && { node }),
    desired: 'ready',
    dueAt: world.now + (drained ? 0 : milliseconds(policy.Delay)),
  });
  return true;
}

function wantsRestart(cluster: Cluster, policy: RestartPolicy, task: Task): boolean {
  if (policy.Condition === 'none') return false;
  if (policy.Condition === 'on-failure' && task.state === 'complete') return false;
  if (policy.MaxAttempts === 0) return true;
  let before = 0;
  for (const other of cluster.tasks.values())
    if (other.service === task.service && other.slot === task.slot && other !== task && isEnded(other))
      before++;
  return before < policy.MaxAttempts;
}

/** Replacements whose wait is over, and whose predecessor has stopped or cannot be heard, start. */
export function startDelayed(world: World, cluster: Cluster, tasks: readonly Task[]): boolean {
  let busy = false;
  for (const task of tasks) {
    if (task.desired !== 'ready') continue;
    busy = true;
    if (world.now < task.dueAt) continue;
    const stopping = tasks.some(
      (other) =>
        other !== task &&
        other.slot === task.slot &&
        (task.slot > 0 || other.node === task.node) &&
        isAtLeast(other.desired, 'complete') &&
        !isEnded(other) &&
        cluster.nodes.get(other.node)?.state === 'ready',
    );
    if (!stopping) task.desired = 'running';
  }
  return busy;
}
