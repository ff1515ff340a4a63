import { type Answer, answer, notFound } from '../engine/daemon/answer.ts';
import type { LogLine } from '../engine/daemon/container.ts';
import { isRefusal } from '../engine/daemon/engine-of.ts';
import type { World } from '../world.ts';
import type { Cluster, Task } from './cluster.ts';
import { controlOf } from './control-plane.ts';
import { findService } from './service-operations.ts';

/** What one task said. */
export interface TaskLog {
  readonly service: string;
  /** The slot, or a global service's node. */
  readonly slot: number | string;
  readonly task: string;
  readonly node: string;
  readonly lines: readonly LogLine[];
}

/** GET /services/{id}/logs and GET /tasks/{id}/logs: the logs of every task whose container is still there. */
export function serviceLogs(world: World, host: string, term: string): Answer<readonly TaskLog[]> {
  const control = controlOf(world, host);
  if (isRefusal(control)) return control;
  const { cluster } = control;
  const service = findService(control, term);
  const tasks = [...cluster.tasks.values()].filter(
    (task) =>
      task.service !== '' && (isRefusal(service) ? task.id.startsWith(term) : task.service === service.id),
  );
  if (isRefusal(service) && tasks.length === 0) return notFound(`service ${term} not found`);
  return answer(tasks.flatMap((task) => logOf(world, cluster, task) ?? []));
}

function logOf(world: World, cluster: Cluster, task: Task): TaskLog | undefined {
  const node = cluster.nodes.get(task.node);
  const container = node && world.engines.get(node.host)?.containers.get(task.containerId);
  if (node === undefined || container === undefined) return undefined;
  return {
    service: cluster.services.get(task.service)?.spec.Name ?? task.service,
    slot: task.slot > 0 ? task.slot : node.id,
    task: task.id,
    node: node.host,
    lines: container.logs,
  };
}
