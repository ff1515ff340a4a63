import type { UpdateConfig } from '../docker-api/service.ts';
import type { World } from '../world.ts';
import { allocateService } from './allocate-tasks.ts';
import type { Cluster, Service, ServiceUpdate, Task } from './cluster.ts';
import { allocatePorts } from './service-ports.ts';
import { isAtLeast, isEnded, milliseconds, newTask } from './slots.ts';

const DEFAULT_UPDATE: UpdateConfig = {
  Parallelism: 1,
  FailureAction: 'pause',
  Monitor: 5_000_000_000,
  MaxFailureRatio: 0,
  Order: 'stop-first',
};

/** Replaces tasks of an older template, some at a time, and watches whether they hold (swarmkit orchestrator/update). */
export function updateService(
  world: World,
  cluster: Cluster,
  service: Service,
  tasks: readonly Task[],
): boolean {
  const { update } = service;
  if (update === undefined || (update.state !== 'updating' && update.state !== 'rollback_started'))
    return false;
  const config = configOf(service, update);
  const current = tasks.filter((task) => !isAtLeast(task.desired, 'complete'));
  const failed = firstFailure(service, tasks, current.length, config);
  if (failed !== undefined && config.FailureAction !== 'continue') {
    giveUp(world, cluster, service, update, config, failed);
    return true;
  }
  const started = retireReplaced(current, service);
  const outdated = current.filter((task) => task.generation < service.generation);
  const fresh = current.filter((task) => task.generation === service.generation);
  const inHand = fresh.filter(({ state }) => state !== 'running').length;
  if (outdated.length === 0) return inHand === 0 ? watch(world, service, update, config) : true;
  if (world.now < update.nextAt) return true;
  const room = (config.Parallelism === 0 ? outdated.length : config.Parallelism) - inHand;
  const left = outdated.filter((task) => !started.has(task) && !hasSuccessor(task, fresh));
  const batch = left.slice(0, Math.max(0, room));
  for (const task of batch) replace(world, cluster, service, task, config);
  if (batch.length > 0) update.nextAt = world.now + milliseconds(config.Delay ?? 0);
  return true;
}

const configOf = ({ spec }: Service, { state }: ServiceUpdate): UpdateConfig =>
  (state === 'rollback_started' ? spec.RollbackConfig : spec.UpdateConfig) ?? DEFAULT_UPDATE;

const hasFailed = ({ state }: Task): boolean => state === 'failed' || state === 'rejected';

/** The first task of the new template that failed, once more of them did than the update puts up with. */
function firstFailure(
  service: Service,
  tasks: readonly Task[],
  total: number,
  { MaxFailureRatio }: UpdateConfig,
): Task | undefined {
  const failed = tasks.filter((task) => task.generation === service.generation && hasFailed(task));
  return failed.length > MaxFailureRatio * Math.max(1, total) ? failed[0] : undefined;
}

/** The update stops where it is, or turns back to the specification of before; turning back is tried once. */
function giveUp(
  world: World,
  cluster: Cluster,
  service: Service,
  update: ServiceUpdate,
  { FailureAction }: UpdateConfig,
  { id }: Task,
): void {
  const because = `due to failure or early termination of task ${id}`;
  if (update.state === 'rollback_started') {
    update.state = 'rollback_paused';
    update.message = `rollback paused ${because}`;
  } else if (FailureAction === 'rollback' && service.previousSpec !== undefined) {
    const { spec } = service;
    service.spec = service.previousSpec;
    service.previousSpec = spec;
    service.endpoint.spec = service.spec.EndpointSpec;
    allocatePorts(cluster, service);
    allocateService(cluster, service);
    service.generation++;
    service.update = {
      state: 'rollback_started',
      started: world.now,
      message: `update rolled back ${because}`,
      nextAt: 0,
    };
  } else {
    update.state = 'paused';
    update.message = `update paused ${because}`;
  }
}

/** After the last replacement the new tasks are watched as long as the update says. */
function watch(world: World, service: Service, update: ServiceUpdate, { Monitor }: UpdateConfig): boolean {
  update.doneAt ??= world.now;
  if (world.now - update.doneAt < milliseconds(Monitor)) return true;
  const back = update.state === 'rollback_started';
  update.state = back ? 'rollback_completed' : 'completed';
  update.message = back ? 'rollback completed' : 'update completed';
  update.completed = world.now;
  service.updated = world.now;
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
