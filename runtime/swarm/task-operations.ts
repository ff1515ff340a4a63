import { formatIp } from '../address/ip.ts';
import type { Filters } from '../docker-api/network.ts';
import type { TaskResource } from '../docker-api/task.ts';
import { type Answer, answer, invalid, notFound } from '../engine/daemon/answer.ts';
import { isRefusal } from '../engine/daemon/engine-of.ts';
import { timestamp } from '../engine/daemon/timestamps.ts';
import type { World } from '../world.ts';
import type { Cluster, Task } from './cluster.ts';
import { controlOf } from './control-plane.ts';
import { isAtLeast, taskName } from './slots.ts';

const FILTERS: { readonly [name: string]: (cluster: Cluster, task: Task, value: string) => boolean } = {
  id: (_, { id }, value) => id.startsWith(value),
  service: (cluster, { service }, value) =>
    service === value || cluster.services.get(service)?.spec.Name === value || service.startsWith(value),
  node: (cluster, { node }, value) => node === value || cluster.nodes.get(node)?.host === value,
  name: (cluster, task, value) => taskName(cluster, task).startsWith(value),
  'desired-state': (_, { desired }, value) =>
    value === 'running'
      ? !isAtLeast(desired, 'complete')
      : desired === value || (value === 'shutdown' && isAtLeast(desired, 'complete')),
};

/** GET /tasks: those that services want or had; tasks of removed services are not shown. */
export function taskList(world: World, host: string, filters: Filters = {}): Answer<readonly TaskResource[]> {
  const control = controlOf(world, host);
  if (isRefusal(control)) return control;
  const { cluster } = control;
  const tests = Object.entries(filters);
  const unknown = tests.find(([name]) => !Object.hasOwn(FILTERS, name));
  if (unknown) return invalid(`invalid filter '${unknown[0]}'`);
  const chosen = [...cluster.tasks.values()].filter(
    (task) =>
      cluster.services.has(task.service) &&
      task.desired !== 'remove' &&
      tests.every(([name, values]) => values.some((value) => FILTERS[name]!(cluster, task, value))),
  );
  return answer(chosen.map((task) => taskResource(world, cluster, task)));
}

/** GET /tasks/{id}: by id or the beginning of one, or by its whole name. */
export function taskInspect(world: World, host: string, term: string): Answer<TaskResource> {
  const control = controlOf(world, host);
  if (isRefusal(control)) return control;
  const { cluster } = control;
  const all = [...cluster.tasks.values()];
  const task =
    cluster.tasks.get(term) ??
    all.find((one) => one.service !== '' && taskName(cluster, one) === term) ??
    all.find(({ id }) => term !== '' && id.startsWith(term));
  return task === undefined ? notFound(`task ${term} not found`) : answer(taskResource(world, cluster, task));
}

function taskResource(world: World, cluster: Cluster, task: Task): TaskResource {
  const engine = world.engines.get(cluster.nodes.get(task.node)?.host ?? '');
  const pid = engine?.containers.get(task.containerId)?.state.pid ?? 0;
  return {
    ID: task.id,
    Version: { Index: task.index },
    CreatedAt: timestamp(world, task.created),
    UpdatedAt: timestamp(world, task.updated),
    Labels: {},
    Spec: task.spec,
    ServiceID: task.service,
    ...(task.slot > 0 && { Slot: task.slot }),
    ...(task.node !== '' && { NodeID: task.node }),
    Status: {
      Timestamp: timestamp(world, task.stateAt),
      State: task.state,
      Message: task.message,
      ...(task.error !== '' && { Err: task.error }),
      ...(task.containerId !== '' && {
        ContainerStatus: { ContainerID: task.containerId, PID: pid, ExitCode: task.exitCode },
      }),
      PortStatus: task.state === 'running' && task.hostPorts.length > 0 ? { Ports: portStatus(task) } : {},
    },
    DesiredState: task.desired,
    ...(task.addresses.size > 0 && {
      NetworksAttachments: [...task.addresses].map(([id, ip]) => {
        const network = cluster.networks.get(id);
        return {
          Network: { ID: id, Spec: { Name: network?.name ?? '' } },
          Addresses: [`${formatIp(ip)}/${network?.subnets[0]?.block.length ?? 24}`],
        };
      }),
    }),
  };
}

/** A host's port is bound on both families, so it is told of twice (captured on engines 20.10 and 26.1). */
const portStatus = ({ hostPorts }: Task): TaskResource['Status']['PortStatus']['Ports'] & object => [
  ...hostPorts,
  ...hostPorts,
];
