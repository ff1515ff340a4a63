import type { World } from '../world.ts';
import type { Cluster, Service, SwarmNode, Task } from './cluster.ts';
import { meets } from './constraints.ts';
import { attachNode } from './node-network.ts';
import { isAlive, moveTo } from './slots.ts';

/** Why a node does not take a task, in the scheduler's words; in the order in which it asks (swarmkit scheduler/filter.go). */
const FILTERS: readonly {
  readonly takes: (node: SwarmNode, task: Task, load: Load) => boolean;
  readonly says: (nodes: number) => string;
}[] = [
  {
    takes: ({ state, availability }) => state === 'ready' && availability === 'active',
    says: (n) => `${n} ${n === 1 ? 'node' : 'nodes'} not available for new tasks`,
  },
  {
    takes: (node, task) => (task.spec.Placement?.Constraints ?? []).every((one) => meets(node, one)),
    says: (n) => `scheduling constraints not satisfied on ${n} ${n === 1 ? 'node' : 'nodes'}`,
  },
  {
    takes: (node, task, load) =>
      task.hostPorts.every(
        ({ PublishedPort = 0, Protocol }) => !load.ports.has(`${node.id} ${PublishedPort}/${Protocol}`),
      ),
    says: (n) => `host-mode port already in use on ${n} ${n === 1 ? 'node' : 'nodes'}`,
  },
  {
    takes: (node, task, load) => {
      const most = task.spec.Placement?.MaxReplicas ?? 0;
      return most === 0 || (load.ofService.get(task.service)?.get(node.id) ?? 0) < most;
    },
    says: () => 'max replicas per node limit exceed',
  },
];

/** What runs where, or will. */
interface Load {
  readonly total: Map<string, number>;
  /** By service and node. */
  readonly ofService: Map<string, Map<string, number>>;
  readonly ports: Set<string>;
}

/** Finds a node for each task that has its addresses; the node gets its load balancers' addresses with it. */
export function scheduleTasks(world: World, cluster: Cluster): boolean {
  const waiting = [...cluster.tasks.values()].filter((task) => task.state === 'pending' && isAlive(task));
  if (waiting.length === 0) return false;
  const load = loadOf(cluster);
  const assigned = waiting.filter((task) => assign(world, cluster, task, load));
  for (const task of assigned) {
    const node = cluster.nodes.get(task.node)!;
    for (const id of task.addresses.keys()) attachNode(node, cluster.networks.get(id)!);
  }
  return assigned.length > 0;
}

function loadOf(cluster: Cluster): Load {
  const load: Load = { total: new Map(), ofService: new Map(), ports: new Set() };
  for (const task of cluster.tasks.values())
    if (task.node !== '' && isAlive(task)) addLoad(load, task, task.state !== 'pending');
  return load;
}

function addLoad(load: Load, task: Task, counts: boolean): void {
  if (!counts) return;
  load.total.set(task.node, (load.total.get(task.node) ?? 0) + 1);
  const ofService = load.ofService.get(task.service) ?? new Map<string, number>();
  load.ofService.set(task.service, ofService.set(task.node, (ofService.get(task.node) ?? 0) + 1));
  for (const { PublishedPort = 0, Protocol } of task.hostPorts)
    load.ports.add(`${task.node} ${PublishedPort}/${Protocol}`);
}

function assign(world: World, cluster: Cluster, task: Task, load: Load): boolean {
  const service = cluster.services.get(task.service);
  if (service === undefined) return false;
  const preset = cluster.nodes.get(task.node);
  const candidates = preset !== undefined ? [preset] : [...cluster.nodes.values()];
  const refused = FILTERS.map(() => 0);
  const fit = candidates.filter((node) => {
    const at = FILTERS.findIndex(({ takes }) => !takes(node, task, load));
    if (at >= 0) refused[at]!++;
    return at < 0;
  });
  const node = preset === undefined ? choose(world, service, task, fit, load) : fit[0];
  if (node === undefined) {
    task.error = explanation(refused);
    return false;
  }
  task.node = node.id;
  task.error = '';
  addLoad(load, task, true);
  moveTo(world, cluster, task, 'assigned', 'scheduler assigned task to node');
  return true;
}

function explanation(refused: readonly number[]): string {
  const reasons = refused.flatMap((count, at) => (count > 0 ? [FILTERS[at]!.says(count)] : []));
  return reasons.length === 0 ? 'no suitable node' : `no suitable node (${reasons.join('; ')})`;
}

/** The fewest tasks of the service, then the fewest tasks; among equals where a real scheduler put it, else the first. */
function choose(
  world: World,
  service: Service,
  task: Task,
  fit: readonly SwarmNode[],
  load: Load,
): SwarmNode | undefined {
  const hint = world.placeHints.get(`${service.spec.Name}.${task.slot}`)?.shift();
  const hinted = fit.find(({ host }) => host === hint);
  if (hinted !== undefined) return hinted;
  let best: SwarmNode | undefined;
  let least: readonly number[] = [];
  const ofGroups = spreadCosts(task, fit, load);
  const ofService = load.ofService.get(task.service);
  for (const node of fit) {
    const cost = [...ofGroups(node), ofService?.get(node.id) ?? 0, load.total.get(node.id) ?? 0];
    const at = cost.findIndex((value, place) => value !== least[place]);
    if (best !== undefined && (at < 0 || cost[at]! > least[at]!)) continue;
    best = node;
    least = cost;
  }
  return best;
}

/** `spread=node.labels.zone`: the service's tasks on all nodes that share this node's value, for each preference. */
function spreadCosts(
  task: Task,
  fit: readonly SwarmNode[],
  load: Load,
): (node: SwarmNode) => readonly number[] {
  const labels = (task.spec.Placement?.Preferences ?? []).flatMap(
    ({ Spread }) => /^(?:node\.)?labels\.(.+)$/.exec(Spread.SpreadDescriptor)?.[1] ?? [],
  );
  const counts = labels.map((label) => {
    const ofValue = new Map<string, number>();
    for (const node of fit) {
      const value = node.labels[label] ?? '';
      const here = load.ofService.get(task.service)?.get(node.id) ?? 0;
      ofValue.set(value, (ofValue.get(value) ?? 0) + here);
    }
    return ofValue;
  });
  return (node) => labels.map((label, at) => counts[at]!.get(node.labels[label] ?? '') ?? 0);
}
