import { formatIp } from '../address/ip.ts';
import type { Filters } from '../docker-api/network.ts';
import type { Node, NodeUpdateRequest } from '../docker-api/node.ts';
import { type Answer, answer, invalid, notFound, type Refusal, refuse } from '../engine/daemon/answer.ts';
import { isRefusal } from '../engine/daemon/engine-of.ts';
import { timestamp } from '../engine/daemon/timestamps.ts';
import type { World } from '../world.ts';
import type { Cluster, SwarmNode } from './cluster.ts';
import { type Control, controlOf, managersOf, nextIndex, reachesManager } from './control-plane.ts';
import { MANAGEMENT_PORT } from './reach.ts';
import { tlsInfo } from './swarm-info.ts';
import { openSwarmSockets } from './swarm-sockets.ts';
import { wake } from './wake.ts';

const PLUGINS = [
  ...['awslogs', 'fluentd', 'gcplogs', 'gelf', 'journald', 'json-file', 'local', 'splunk', 'syslog'].map(
    (Name) => ({ Type: 'Log', Name }),
  ),
  ...['bridge', 'host', 'ipvlan', 'macvlan', 'null', 'overlay'].map((Name) => ({ Type: 'Network', Name })),
  { Type: 'Volume', Name: 'local' },
];

const FILTERS: { readonly [name: string]: (node: SwarmNode, value: string) => boolean } = {
  id: (node, value) => node.id.startsWith(value),
  name: (node, value) => node.host.startsWith(value),
  role: (node, value) => node.role === value,
};

/** GET /nodes */
export function nodeList(world: World, host: string, filters: Filters = {}): Answer<readonly Node[]> {
  const control = controlOf(world, host);
  if (isRefusal(control)) return control;
  const tests = Object.entries(filters);
  const unknown = tests.find(([name]) => !Object.hasOwn(FILTERS, name));
  if (unknown) return invalid(`invalid filter '${unknown[0]}'`);
  const chosen = [...control.cluster.nodes.values()].filter((node) =>
    tests.every(([name, values]) => values.some((value) => FILTERS[name]!(node, value))),
  );
  return answer(chosen.map((node) => nodeResource(world, control, node)));
}

/** GET /nodes/{id}: by id, by hostname, by the beginning of an id; `self` is the one that is asked. */
export function nodeInspect(world: World, host: string, term: string): Answer<Node> {
  const control = controlOf(world, host);
  if (isRefusal(control)) return control;
  const node = findNode(control, term);
  return isRefusal(node) ? node : answer(nodeResource(world, control, node));
}

export function findNode({ cluster, node: self }: Control, term: string): SwarmNode | Refusal {
  if (term === 'self') return self;
  const all = [...cluster.nodes.values()];
  const known = cluster.nodes.get(term);
  if (known) return known;
  const named = all.filter(({ host }) => host === term);
  if (named.length > 1) return invalid(`node ${term} is ambiguous (${named.length} matches found)`);
  return (
    named[0] ?? all.find(({ id }) => term !== '' && id.startsWith(term)) ?? notFound(`node ${term} not found`)
  );
}

function nodeResource(world: World, { cluster, node: self }: Control, node: SwarmNode): Node {
  return {
    ID: node.id,
    Version: { Index: node.index },
    CreatedAt: timestamp(world, node.created),
    UpdatedAt: timestamp(world, node.updated),
    Spec: { Labels: node.labels, Role: node.role, Availability: node.availability },
    Description: {
      Hostname: node.host,
      Platform: { Architecture: 'x86_64', OS: 'linux' },
      Resources: { NanoCPUs: 2_000_000_000, MemoryBytes: 4_118_552_576 },
      Engine: { EngineVersion: node.engineVersion, Plugins: PLUGINS },
      TLSInfo: tlsInfo(cluster),
    },
    Status: {
      State: node.state,
      ...(node.message !== '' && { Message: node.message }),
      Addr: formatIp(node.address),
    },
    ...(node.role === 'manager' && { ManagerStatus: managerStatus(world, cluster, self, node) }),
  };
}

function managerStatus(
  world: World,
  cluster: Cluster,
  self: SwarmNode,
  node: SwarmNode,
): NonNullable<Node['ManagerStatus']> {
  const reachable = node === self || reachesManager(world, self, node);
  return {
    ...(cluster.leader === node.id && { Leader: true }),
    Reachability: reachable ? 'reachable' : 'unreachable',
    Addr: `${formatIp(node.address)}:${MANAGEMENT_PORT}`,
  };
}

/** POST /nodes/{id}/update: role, availability, labels. */
export function nodeUpdate(
  world: World,
  host: string,
  term: string,
  request: NodeUpdateRequest,
): Answer<null> {
  const control = controlOf(world, host);
  if (isRefusal(control)) return control;
  const node = findNode(control, term);
  if (isRefusal(node)) return node;
  const { cluster } = control;
  if (request.Role === 'worker' && node.role === 'manager' && managersOf(cluster).length === 1)
    return refuse(
      412,
      'rpc error: code = FailedPrecondition desc = attempting to demote the last manager of the swarm',
    );
  node.labels = request.Labels ?? node.labels;
  node.availability = request.Availability ?? node.availability;
  if (request.Role !== undefined) changeRole(world, cluster, node, request.Role);
  node.updated = world.now;
  node.index = nextIndex(cluster);
  wake(world, cluster);
  return answer(null);
}

function changeRole(world: World, cluster: Cluster, node: SwarmNode, role: SwarmNode['role']): void {
  node.role = role;
  const engine = world.engines.get(node.host);
  if (engine?.swarm?.node === node.id && engine.status === 'running')
    openSwarmSockets(world, cluster, engine, engine.swarm);
  if (cluster.leader === node.id && role === 'worker') cluster.leader = managersOf(cluster)[0]!.id;
}

/** DELETE /nodes/{id} */
export function nodeRemove(world: World, host: string, term: string, force: boolean): Answer<null> {
  const control = controlOf(world, host);
  if (isRefusal(control)) return control;
  const node = findNode(control, term);
  if (isRefusal(node)) return node;
  if (node.role === 'manager')
    return refuse(
      412,
      `rpc error: code = FailedPrecondition desc = node ${node.id} is a cluster manager and is a member of the raft cluster. It must be demoted to worker before removal`,
    );
  if (node.state !== 'down' && !force)
    return refuse(
      412,
      `rpc error: code = FailedPrecondition desc = node ${node.id} is not down and can't be removed`,
    );
  control.cluster.nodes.delete(node.id);
  nextIndex(control.cluster);
  wake(world, control.cluster);
  return answer(null);
}
