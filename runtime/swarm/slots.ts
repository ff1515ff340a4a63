import { TASK_STATES, type TaskState } from '../docker-api/task.ts';
import type { World } from '../world.ts';
import type { Cluster, Service, SwarmNode, Task } from './cluster.ts';
import { nextIndex } from './control-plane.ts';
import { swarmId } from './swarm-id.ts';

const ORDER = new Map<TaskState, number>(TASK_STATES.map((state, at) => [state, at]));

/** States are in their order: whether `state` comes at `other` or after it. */
export const isAtLeast = (state: TaskState, other: TaskState): boolean =>
  ORDER.get(state)! >= ORDER.get(other)!;

/** It has not ended, and nobody wants it to. */
export const isAlive = ({ state, desired }: Task): boolean =>
  !isAtLeast(state, 'complete') && !isAtLeast(desired, 'complete');

export const isEnded = ({ state }: Task): boolean => isAtLeast(state, 'complete');

/** Milliseconds of the API's nanoseconds. */
export const milliseconds = (nanoseconds: number): number => nanoseconds / 1_000_000;

/** A task of a service, for a slot of a replicated one or for a node of a global one. */
export function newTask(
  world: World,
  cluster: Cluster,
  service: Service,
  place: {
    readonly slot: number;
    readonly node?: SwarmNode;
    readonly desired?: TaskState;
    readonly dueAt?: number;
  },
): Task {
  const task: Task = {
    id: swarmId(world.random),
    service: service.id,
    slot: place.slot,
    node: place.node?.id ?? '',
    generation: service.generation,
    created: world.now,
    updated: world.now,
    index: nextIndex(cluster),
    state: 'new',
    desired: place.desired ?? 'running',
    stateAt: world.now,
    message: 'created',
    error: '',
    containerId: '',
    exitCode: 0,
    addresses: new Map(),
    dueAt: place.dueAt ?? 0,
    spec: service.spec.TaskTemplate,
    hostPorts: service.endpoint.ports.filter(({ PublishMode }) => PublishMode === 'host'),
  };
  cluster.tasks.set(task.id, task);
  return task;
}

export function moveTo(world: World, cluster: Cluster, task: Task, state: TaskState, message: string): void {
  task.state = state;
  task.message = message;
  task.stateAt = world.now;
  task.updated = world.now;
  task.index = nextIndex(cluster);
}

/** `web.1.<id>`, or `web.<node>.<id>` of a global service. */
export function taskName(cluster: Cluster, task: Task): string {
  const service = cluster.services.get(task.service);
  const place = task.slot > 0 ? String(task.slot) : task.node;
  return `${service?.spec.Name ?? task.service}.${place}.${task.id}`;
}
