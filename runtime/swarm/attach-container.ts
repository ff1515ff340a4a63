import { formatIp, parseIp } from '../address/ip.ts';
import { failed, type Refusal } from '../engine/daemon/answer.ts';
import type { Attachment, Container } from '../engine/daemon/container.ts';
import { isRefusal } from '../engine/daemon/engine-of.ts';
import { findNetwork } from '../engine/daemon/find-network.ts';
import type { Engine } from '../engine/engine.ts';
import { isDriver } from '../engine/libnetwork/drivers/drivers.ts';
import type { Endpoint } from '../engine/libnetwork/endpoint.ts';
import type { Network } from '../engine/libnetwork/network.ts';
import { advanceBy } from '../time/advance.ts';
import type { World } from '../world.ts';
import { freeAddress, takeAddress } from './address-pool.ts';
import type { Cluster, ClusterNetwork, SwarmNode, Task } from './cluster.ts';
import { findClusterNetwork } from './cluster-network.ts';
import { hasQuorum, managersOf, nextIndex, reachesManager } from './control-plane.ts';
import { announce, withdrawRecord } from './gossip.ts';
import { attachNode, ensureNodeNetwork, isUnused, leaveNetwork } from './node-network.ts';
import { isAlive } from './slots.ts';
import { swarmId } from './swarm-id.ts';

/** How long the daemon waits for the managers. Milliseconds. */
const ATTACH_TIMEOUT = 20_000;
const TASK_LABEL = 'com.docker.swarm.task.id';

/** The container of a service's task: its networks and addresses came with the task. */
export const isTaskContainer = (container: Container): boolean =>
  Object.hasOwn(container.config.Labels, TASK_LABEL);

/**
 * A container that a person runs joins a network of the swarm: a manager gives it an address, and the network comes to the node
 * (moby daemon/container_operations.go, findAndAttachNetwork). Local networks are none of its business.
 */
export function attachToSwarm(
  world: World,
  engine: Engine,
  container: Container,
  term: string,
  attachment: Attachment,
): Refusal | undefined {
  const place = placeOf(world, engine);
  if (place === undefined || isTaskContainer(container)) return undefined;
  const local = findNetwork(engine, term);
  if (!isRefusal(local) && local.scope !== 'swarm') return undefined;
  const { cluster, node } = place;
  if (!reachesSomeManager(world, cluster, node)) return timedOut(world);
  const network = findClusterNetwork(cluster, term);
  if (network === undefined) return refused(term, `NotFound desc = network ${term} not found`);
  if (!network.attachable)
    return refused(network.name, `PermissionDenied desc = network ${network.name} not manually attachable`);
  const wanted = parseIp(attachment.ipamConfig?.IPv4Address ?? '');
  const ip = network.driver === 'overlay' ? takeAddress(network, wanted) : undefined;
  if (ip === undefined) return timedOut(world);
  const task = attachmentTask(world, cluster, node, container, network, ip);
  cluster.tasks.set(task.id, task);
  attachNode(node, network);
  if (!isDriver(network.driver)) return undefined;
  ensureNodeNetwork(world, cluster, node, engine, network);
  if (wanted === undefined) {
    attachment.ipamConfig = { ...attachment.ipamConfig, IPv4Address: formatIp(ip) };
    attachment.fromManagers = true;
  }
  return undefined;
}

function placeOf(
  world: World,
  { swarm }: Engine,
): { readonly cluster: Cluster; readonly node: SwarmNode } | undefined {
  const cluster = swarm && world.clusters.get(swarm.cluster);
  const node = swarm && cluster?.nodes.get(swarm.node);
  return cluster && node && { cluster, node };
}

const reachesSomeManager = (world: World, cluster: Cluster, node: SwarmNode): boolean =>
  managersOf(cluster).some(
    (manager) =>
      (manager === node || reachesManager(world, node, manager)) && hasQuorum(world, cluster, manager),
  );

const refused = (name: string, why: string): Refusal =>
  failed(`Could not attach to network ${name}: rpc error: code = ${why}`);

function timedOut(world: World): Refusal {
  advanceBy(world, ATTACH_TIMEOUT);
  return failed(
    'attaching to network failed, make sure your network options are correct and check manager logs: context deadline exceeded',
  );
}

const attachmentTask = (
  world: World,
  cluster: Cluster,
  node: SwarmNode,
  container: Container,
  network: ClusterNetwork,
  ip: number | bigint,
): Task => ({
  id: swarmId(world.random),
  service: '',
  slot: 0,
  node: node.id,
  generation: 0,
  created: world.now,
  updated: world.now,
  index: nextIndex(cluster),
  state: 'running',
  desired: 'running',
  stateAt: world.now,
  message: 'started',
  error: '',
  containerId: container.id,
  exitCode: 0,
  addresses: new Map([[network.id, ip]]),
  dueAt: 0,
  spec: { NetworkAttachmentSpec: { ContainerID: container.id }, ForceUpdate: 0, Runtime: 'attachment' },
  hostPorts: [],
});

/** The container is on the network: the other nodes hear of it. */
export function announceContainer(
  world: World,
  engine: Engine,
  container: Container,
  network: Network,
  endpoint: Endpoint,
): void {
  const place = placeOf(world, engine);
  if (place === undefined || network.scope !== 'swarm' || isTaskContainer(container)) return;
  const [, ...aliases] = endpoint.names;
  if (endpoint.ipv4 === undefined) return;
  announce(world, place.cluster, place.node, {
    id: endpoint.id,
    network: network.id,
    node: place.node.id,
    name: container.name,
    ip: endpoint.ipv4.ip,
    service: '',
    serviceName: '',
    vip: undefined,
    aliases: [],
    taskAliases: aliases,
    ingressPorts: [],
    silent: false,
    disabled: false,
  });
}

/** Before an endpoint on a network of the swarm goes: its names and its address go first. */
export function withdrawEndpoints(
  world: World,
  engine: Engine,
  container: Container,
  network?: string,
): void {
  const place = placeOf(world, engine);
  if (place === undefined) return;
  for (const endpoint of engine.controller.endpoints.values()) {
    if (endpoint.container !== container.id) continue;
    if (network !== undefined && endpoint.network !== network) continue;
    const record = engine.swarm!.networks.get(endpoint.network)?.records.get(endpoint.id);
    if (record !== undefined) withdrawRecord(world, place.cluster, place.node, record);
  }
  if (!isTaskContainer(container)) endAttachments(place.cluster, container, network);
}

function endAttachments(cluster: Cluster, container: Container, only: string | undefined): void {
  for (const task of [...cluster.tasks.values()]) {
    if (task.service !== '' || task.containerId !== container.id) continue;
    for (const [id, ip] of task.addresses) {
      if (only !== undefined && id !== only) continue;
      const network = cluster.networks.get(id);
      if (network !== undefined) freeAddress(network, ip);
      task.addresses.delete(id);
    }
    if (task.addresses.size === 0) cluster.tasks.delete(task.id);
  }
}

/** Networks of the swarm that nothing on this node uses any more go from it. */
export function pruneNodeNetworks(world: World, engine: Engine): void {
  const place = placeOf(world, engine);
  if (place === undefined) return;
  const { cluster, node } = place;
  for (const id of [...engine.swarm!.networks.keys()]) {
    if (!isUnused(engine, id) || isExpected(cluster, node, id)) continue;
    leaveNetwork(world, cluster, engine, id);
    const ip = node.attachments.get(id);
    const network = cluster.networks.get(id);
    if (network !== undefined && ip !== undefined) freeAddress(network, ip);
    node.attachments.delete(id);
  }
}

/** A task that waits on the node, or is on its way to it, will want the network. */
function isExpected(cluster: Cluster, node: SwarmNode, network: string): boolean {
  for (const task of cluster.tasks.values())
    if (task.node === node.id && isAlive(task) && task.addresses.has(network)) return true;
  return false;
}
