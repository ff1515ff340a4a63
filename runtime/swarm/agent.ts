import type { Container } from '../engine/daemon/container.ts';
import { containerRemove } from '../engine/daemon/container-remove.ts';
import { containerStart } from '../engine/daemon/container-start.ts';
import { stopContainer } from '../engine/daemon/stop-container.ts';
import type { Engine } from '../engine/engine.ts';
import type { World } from '../world.ts';
import type { Cluster, SwarmNode, Task } from './cluster.ts';
import { reachesManager } from './control-plane.ts';
import { isAtLeast, isEnded, moveTo } from './slots.ts';
import { createTaskContainer } from './task-container.ts';
import { announceTask, retireTask } from './task-endpoints.ts';

/** Between the end of a task's names and its process' end: time for the others to hear of it (moby daemon/cluster/executor/container). Milliseconds. */
const RETIREMENT = 2_000;
/** How long a process that ignores SIGTERM lives on. */
const GRACE = 10_000;

/** What each node does about its tasks: they only move on while it hears the managers. */
export function runAgents(world: World, cluster: Cluster): boolean {
  const hearing = new Map<string, boolean>();
  const hears = (node: SwarmNode): boolean => {
    const known = hearing.get(node.id);
    if (known !== undefined) return known;
    const leader = cluster.nodes.get(cluster.leader);
    const heard = leader === node || (leader !== undefined && reachesManager(world, node, leader));
    hearing.set(node.id, heard);
    return heard;
  };
  let busy = false;
  for (const task of [...cluster.tasks.values()]) {
    if (task.service === '' || !needsWork(world, cluster, task)) continue;
    const node = cluster.nodes.get(task.node);
    const engine = node && world.engines.get(node.host);
    if (node === undefined || engine?.status !== 'running' || engine.swarm?.node !== node.id) continue;
    if (!engine.swarm.settled) {
      busy = true;
      continue;
    }
    if (!hears(node)) continue;
    busy = step(world, cluster, engine, node, task) || busy;
  }
  return busy;
}

/** Running as wanted, with its container alive, or over and done with: nothing to do. */
function needsWork(world: World, cluster: Cluster, task: Task): boolean {
  if (task.node === '' || !isAtLeast(task.state, 'assigned')) return false;
  if (task.desired === 'remove') return true;
  if (isEnded(task)) return false;
  if (isAtLeast(task.desired, 'complete')) return true;
  if (task.desired === 'ready' && task.state === 'ready') return false;
  if (task.state !== 'running') return true;
  const node = cluster.nodes.get(task.node);
  const container = node && world.engines.get(node.host)?.containers.get(task.containerId);
  return container === undefined || container.state.pid === 0;
}

function step(world: World, cluster: Cluster, engine: Engine, node: SwarmNode, task: Task): boolean {
  if (isAtLeast(task.desired, 'complete')) return shutDown(world, cluster, engine, node, task);
  switch (task.state) {
    case 'assigned':
      moveTo(world, cluster, task, 'preparing', 'preparing');
      return true;
    case 'preparing':
      return prepare(world, cluster, engine, node, task);
    case 'ready':
      return start(world, cluster, engine, node, task);
    case 'running':
      return noteEnd(world, cluster, engine, node, task);
    default:
      return false;
  }
}

function prepare(world: World, cluster: Cluster, engine: Engine, node: SwarmNode, task: Task): boolean {
  const created = createTaskContainer(world, cluster, engine, node, task);
  if (created.ok) task.containerId = created.value.id;
  const refusal = created.ok ? created.value.refusal : created.message;
  if (refusal === undefined) moveTo(world, cluster, task, 'ready', 'prepared');
  else reject(world, cluster, task, refusal);
  return true;
}

function start(world: World, cluster: Cluster, engine: Engine, node: SwarmNode, task: Task): boolean {
  const started = containerStart(world, engine.host, task.containerId);
  if (!started.ok) {
    task.error = `starting container failed: ${started.message}`;
    moveTo(world, cluster, task, 'failed', 'starting');
    return true;
  }
  moveTo(world, cluster, task, 'running', 'started');
  announceTask(world, cluster, engine, node, task);
  return true;
}

function reject(world: World, cluster: Cluster, task: Task, message: string): void {
  task.error = message;
  moveTo(world, cluster, task, 'rejected', 'preparing');
}

/** The container ended by itself, or a person ended it. */
function noteEnd(world: World, cluster: Cluster, engine: Engine, node: SwarmNode, task: Task): boolean {
  const container = engine.containers.get(task.containerId);
  retireTask(world, cluster, engine, node, task, true);
  task.exitCode = container?.state.exitCode ?? 137;
  const well = task.exitCode === 0;
  task.error = well ? '' : `task: non-zero exit (${task.exitCode})`;
  moveTo(world, cluster, task, well ? 'complete' : 'failed', well ? 'finished' : 'started');
  return true;
}

/** Names and load balancers let go first, then the process gets its signals, then the container goes. */
function shutDown(world: World, cluster: Cluster, engine: Engine, node: SwarmNode, task: Task): boolean {
  if (isEnded(task)) return tidyUp(world, cluster, engine, task);
  const container = engine.containers.get(task.containerId);
  if (container === undefined || container.state.pid === 0) {
    retireTask(world, cluster, engine, node, task, true);
    moveTo(world, cluster, task, 'shutdown', 'shutdown');
    return true;
  }
  if (task.message !== 'shutting down') {
    retireTask(world, cluster, engine, node, task, false);
    task.message = 'shutting down';
    task.dueAt = world.now + RETIREMENT + (obeysStop(container) ? 0 : GRACE);
    return true;
  }
  if (world.now < task.dueAt) return true;
  stopContainer(world, engine, container);
  retireTask(world, cluster, engine, node, task, true);
  moveTo(world, cluster, task, 'shutdown', 'shutdown');
  return true;
}

/** A shell or `sleep` as process 1 ignores SIGTERM. */
const obeysStop = ({ program }: Container): boolean =>
  program.life.kind === 'serves' && program.listen.length > 0;

function tidyUp(world: World, cluster: Cluster, engine: Engine, task: Task): boolean {
  if (task.desired !== 'remove') return false;
  if (engine.containers.has(task.containerId)) containerRemove(world, engine.host, task.containerId, true);
  cluster.tasks.delete(task.id);
  return true;
}
