import type { World } from '../world.ts';
import type { Cluster, Service, SwarmNode, Task } from './cluster.ts';
import { meets } from './constraints.ts';
import { restartTask, startDelayed } from './restart-task.ts';
import { isAlive, isAtLeast, isEnded, newTask } from './slots.ts';
import { updateService } from './update-service.ts';

/** Makes the tasks that services want, and asks those to stop that they do not (swarmkit manager/orchestrator). */
export function orchestrate(world: World, cluster: Cluster): boolean {
  const byService = new Map<string, Task[]>();
  for (const task of cluster.tasks.values()) {
    if (task.service === '') continue;
    const known = byService.get(task.service);
    if (known === undefined) byService.set(task.service, [task]);
    else known.push(task);
  }
  let busy = false;
  for (const [id, tasks] of byService)
    if (!cluster.services.has(id)) busy = removeAll(cluster, tasks) || busy;
  for (const service of cluster.services.values()) {
    const tasks = byService.get(service.id) ?? [];
    const work = service.spec.Mode.Global === undefined ? replicate : spreadEverywhere;
    busy = work(world, cluster, service, tasks) || busy;
    busy = replaceLost(world, cluster, service, tasks) || busy;
    busy = startDelayed(world, cluster, tasks) || busy;
    busy = updateService(world, cluster, service, tasks) || busy;
    trimHistory(cluster, tasks);
  }
  return busy;
}

/** A removed service takes its tasks with it. */
function removeAll(cluster: Cluster, tasks: readonly Task[]): boolean {
  for (const task of tasks) remove(cluster, task);
  return true;
}

function remove(cluster: Cluster, task: Task): void {
  task.desired = 'remove';
  const wasPlaced = task.node !== '' && cluster.nodes.has(task.node);
  if (!wasPlaced || (isEnded(task) && task.containerId === '')) cluster.tasks.delete(task.id);
}

/** The slots of a replicated service that somebody is in, by their number. */
export function slotsOf(tasks: readonly Task[]): Map<number, Task[]> {
  const slots = new Map<number, Task[]>();
  for (const task of tasks) {
    if (isAtLeast(task.desired, 'complete')) continue;
    const known = slots.get(task.slot);
    if (known === undefined) slots.set(task.slot, [task]);
    else known.push(task);
  }
  return slots;
}

function replicate(world: World, cluster: Cluster, service: Service, tasks: readonly Task[]): boolean {
  const wanted = service.spec.Mode.Replicated?.Replicas ?? 1;
  const slots = slotsOf(tasks);
  if (slots.size === wanted) return false;
  if (slots.size > wanted) {
    for (const slot of surplus(slots, wanted)) for (const task of slot) remove(cluster, task);
    return true;
  }
  for (let slot = 1; slots.size < wanted; slot++) {
    if (slots.has(slot)) continue;
    slots.set(slot, [newTask(world, cluster, service, { slot })]);
  }
  return true;
}

/** Those go first that have company of their service on their node; running ones last, low numbers last. */
function surplus(slots: ReadonlyMap<number, Task[]>, wanted: number): Task[][] {
  const perNode = new Map<string, number>();
  const ranked = [...slots]
    .sort(([a], [b]) => a - b)
    .map(([slot, tasks]) => {
      const [task] = tasks;
      const rank = perNode.get(task!.node) ?? 0;
      perNode.set(task!.node, rank + 1);
      const idle = tasks.some(({ state }) => state === 'running') ? 0 : 1;
      return { slot, tasks, rank, idle };
    });
  ranked.sort((a, b) => a.idle - b.idle || a.rank - b.rank || a.slot - b.slot);
  return ranked.slice(wanted).map(({ tasks }) => tasks);
}

/** A task on every node that may have one. */
function spreadEverywhere(world: World, cluster: Cluster, service: Service, tasks: readonly Task[]): boolean {
  let busy = false;
  const constraints = service.spec.TaskTemplate.Placement?.Constraints ?? [];
  const here = new Set(tasks.filter((task) => !isAtLeast(task.desired, 'complete')).map(({ node }) => node));
  for (const node of cluster.nodes.values()) {
    const fits = constraints.every((one) => meets(node, one));
    const takes = fits && node.state === 'ready' && node.availability === 'active';
    if (takes && !here.has(node.id)) {
      newTask(world, cluster, service, { slot: 0, node });
      busy = true;
    } else if (!fits && here.has(node.id)) busy = stopOn(tasks, node, 'shutdown') || busy;
  }
  return busy;
}

function stopOn(tasks: readonly Task[], node: SwarmNode, desired: 'shutdown'): boolean {
  const own = tasks.filter((task) => task.node === node.id && !isAtLeast(task.desired, 'complete'));
  for (const task of own) task.desired = desired;
  return own.length > 0;
}

/** Tasks that ended, and those of nodes that are down or drained, are replaced as the restart policy says. */
function replaceLost(world: World, cluster: Cluster, service: Service, tasks: readonly Task[]): boolean {
  let busy = false;
  for (const task of tasks) {
    if (isAtLeast(task.desired, 'complete') || task.node === '') continue;
    const node = cluster.nodes.get(task.node);
    const isLost = node === undefined || node.state === 'down' || node.availability === 'drain';
    if (!isLost && !isEnded(task)) continue;
    if (task.desired === 'ready' && isEnded(task) && !isLost) continue;
    if (service.spec.Mode.Global !== undefined && isLost) {
      task.desired = 'shutdown';
      busy = true;
    } else busy = restartTask(world, cluster, service, task, node) || busy;
  }
  return busy;
}

/** Of the tasks of a slot that ended, the last ones are kept to be looked at. */
function trimHistory(cluster: Cluster, tasks: readonly Task[]): void {
  const ended = new Map<string, Task[]>();
  for (const task of tasks) {
    if (isAlive(task) || !isAtLeast(task.desired, 'complete')) continue;
    const key = task.slot > 0 ? String(task.slot) : task.node;
    const known = ended.get(key);
    if (known === undefined) ended.set(key, [task]);
    else known.push(task);
  }
  for (const old of ended.values())
    for (const task of old.slice(0, Math.max(0, old.length - cluster.settings.taskHistoryLimit + 1)))
      if (isEnded(task)) task.desired = 'remove';
  for (const task of tasks)
    if (task.desired === 'remove' && isEnded(task) && task.containerId === '') cluster.tasks.delete(task.id);
}
