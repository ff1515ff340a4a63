import type { World } from '../world.ts';
import { freeAddress, takeAddress } from './address-pool.ts';
import type { Cluster, ClusterNetwork, Service, Task } from './cluster.ts';
import { ingressOf } from './cluster-network.ts';
import { isEnded, moveTo } from './slots.ts';

const NO_ADDRESS = 'could not find an available IP';

/** Gives new tasks their addresses, in the order in which they were made. */
export function allocateTasks(world: World, cluster: Cluster): boolean {
  let busy = false;
  for (const task of cluster.tasks.values()) {
    if (isEnded(task) && task.addresses.size > 0 && task.service !== '') freeTask(cluster, task);
    if (task.state !== 'new') continue;
    const service = cluster.services.get(task.service);
    if (service === undefined) continue;
    if (allocateTask(cluster, service, task)) {
      task.error = '';
      moveTo(world, cluster, task, 'pending', 'pending task scheduling');
      busy = true;
    } else task.error = NO_ADDRESS;
  }
  return busy;
}

/** The overlay networks that a task of a service joins: ingress first. */
export function networksOf(cluster: Cluster, service: Service): ClusterNetwork[] {
  const published = service.endpoint.ports.some(({ PublishMode }) => PublishMode === 'ingress');
  const ingress = published ? ingressOf(cluster) : undefined;
  const own = (service.spec.TaskTemplate.Networks ?? []).flatMap(
    ({ Target }) => cluster.networks.get(Target) ?? [],
  );
  return [...new Set([...(ingress ? [ingress] : []), ...own])];
}

function allocateTask(cluster: Cluster, service: Service, task: Task): boolean {
  for (const network of networksOf(cluster, service)) {
    if (network.driver !== 'overlay' || task.addresses.has(network.id)) continue;
    const ip = takeAddress(network);
    if (ip === undefined) return false;
    task.addresses.set(network.id, ip);
  }
  return true;
}

export function freeTask(cluster: Cluster, task: Task): void {
  for (const [id, ip] of task.addresses) {
    const network = cluster.networks.get(id);
    if (network !== undefined) freeAddress(network, ip);
  }
  task.addresses.clear();
}

/** A service's virtual addresses: one for each network that it balances on, none without load balancing. */
export function allocateService(cluster: Cluster, service: Service): string | undefined {
  const { vips } = service.endpoint;
  const wantsVips = (service.spec.EndpointSpec?.Mode ?? 'vip') === 'vip';
  const networks = wantsVips ? networksOf(cluster, service) : [];
  const wanted = new Map(networks.map((network) => [network.id, network]));
  for (const [name, id] of cluster.predefined)
    if (
      wantsVips &&
      (service.spec.TaskTemplate.Networks ?? []).some(({ Target }) => Target === id || Target === name)
    )
      vips.set(id, undefined);
  for (const [id, ip] of vips) {
    const isPredefined = [...cluster.predefined.values()].includes(id);
    if (wanted.has(id) || (isPredefined && wantsVips)) continue;
    const network = cluster.networks.get(id);
    if (network !== undefined && ip !== undefined) freeAddress(network, ip);
    vips.delete(id);
  }
  for (const network of networks) {
    if (vips.has(network.id)) continue;
    const ip = takeAddress(network);
    if (ip === undefined) return 'could not find an available IP while allocating VIP';
    vips.set(network.id, ip);
  }
  return undefined;
}
