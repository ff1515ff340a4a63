import type { UpdateConfig } from '../docker-api/service.ts';
import type { World } from '../world.ts';
import type { Cluster, Service, Task } from './cluster.ts';
import { isAtLeast, isEnded, milliseconds, newTask } from './slots.ts';

export const DEFAULT_UPDATE: UpdateConfig = {
  Parallelism: 1,
  FailureAction: 'pause',
  Monitor: 5_000_000_000,
  MaxFailureRatio: 0,
  Order: 'stop-first',
};

/** Replaces tasks of an older template, some at a time (swarmkit orchestrator/update). */
export function updateService(
  world: World,
  cluster: Cluster,
  service: Service,
  tasks: readonly Task[],
): boolean {
  const current = tasks.filter((task) => !isAtLeast(task.desired, 'complete'));
  const outdated = current.filter((task) => task.generation < service.generation);
  const { update } = service;
  if (update === undefined || (update.state !== 'updating' && update.state !== 'rollback_started'))
    return false;
  const config = service.spec.UpdateConfig ?? DEFAULT_UPDATE;
  const fresh = current.filter((task) => task.generation === service.generation);
  const failed = tasks.find((task) => task.generation === service.generation && hasFailed(task));
  if (failed !== undefined && config.FailureAction === 'pause' && outdated.length > 0) {
    update.state = 'paused';
    update.message = `update paused due to failure or early termination of task ${failed.id}`;
    return true;
  }
  const started = retireReplaced(current, service);
  const inHand = fresh.filter(({ state }) => state !== 'running').length;
  if (outdated.length === 0) return inHand === 0 ? finish(world, service) : true;
  if (world.now < update.nextAt) return true;
  const room = (config.Parallelism === 0 ? outdated.length : config.Parallelism) - inHand;
  const left = outdated.filter((task) => !started.has(task) && !hasSuccessor(task, fresh));
  const batch = left.slice(0, Math.max(0, room));
  for (const task of batch) replace(world, cluster, service, task, config);
  if (batch.length > 0) update.nextAt = world.now + milliseconds(config.Delay ?? 0);
  return true;
}

const hasFailed = ({ state }: Task): boolean => state === 'failed' || state === 'rejected';

function finish(world: World, service: Service): boolean {
  const { update } = service;
  if (update === undefined) return false;
  const back = update.state === 'rollback_started';
  update.state = back ? 'rollback_completed' : 'completed';
  update.message = back ? 'rollback completed' : 'update completed';
  update.completed = world.now;
  return true;
}

const hasSuccessor = (task: Task, fresh: readonly Task[]): boolean =>
  fresh.some((other) => other.slot === task.slot && (task.slot > 0 || other.node === task.node));

/** With start-first an old task stops once its successor runs. */
function retireReplaced(current: readonly Task[], service: Service): ReadonlySet<Task> {
  const running = current.filter(
    (task) => task.generation === service.generation && task.state === 'running',
  );
  const retired = current.filter(
    (task) => task.generation < service.generation && hasSuccessor(task, running),
  );
  for (const task of retired) task.desired = 'shutdown';
  return new Set(retired);
}

/** The old task stops first, and the new one waits for that; or the new one runs first. */
function replace(world: World, cluster: Cluster, service: Service, task: Task, config: UpdateConfig): void {
  const place = { slot: task.slot, ...(task.slot === 0 && { node: cluster.nodes.get(task.node)! }) };
  if (config.Order === 'start-first' && !isEnded(task)) {
    newTask(world, cluster, service, place);
    return;
  }
  task.desired = 'shutdown';
  newTask(world, cluster, service, { ...place, desired: 'ready' });
}
