import { formatCidr } from '../address/cidr.ts';
import { formatIp } from '../address/ip.ts';
import type {
  NetworkCreateRequest,
  NetworkCreateResponse,
  NetworkResource,
  SwarmService,
} from '../docker-api/network.ts';
import { type Answer, answer, conflict, failed, type Refusal } from '../engine/daemon/answer.ts';
import { isRefusal } from '../engine/daemon/engine-of.ts';
import { sortedByKey } from '../engine/daemon/sorted-by-key.ts';
import { timestamp } from '../engine/daemon/timestamps.ts';
import { type Engine, versionOf } from '../engine/engine.ts';
import type { World } from '../world.ts';
import { balancedKey } from './balance-service.ts';
import type { Cluster, ClusterNetwork } from './cluster.ts';
import { createClusterNetwork, findClusterNetwork, removeClusterNetwork } from './cluster-network.ts';
import { controlOf, managerOf } from './control-plane.ts';
import { isUnused, leaveNetwork } from './node-network.ts';

/** Networks of a swarm are its managers' business. */
export const isSwarmScoped = ({ Driver, Scope }: NetworkCreateRequest): boolean =>
  Driver === 'overlay' || Scope === 'swarm';

/** The refusal of a swarm-scoped network on a node that manages no swarm. */
export function refuseSwarmNetwork(
  world: World,
  engine: Engine,
  request: NetworkCreateRequest,
): Refusal | undefined {
  const control = controlOf(world, engine.host);
  if (isRefusal(control)) {
    const text = versionOf(engine).swarm.workerNetworkRefusal;
    const isWorker = engine.swarm !== undefined && control.status === 503;
    return isWorker ? { ...control, message: text ?? managerless(world, engine) } : control;
  }
  if (request.Driver === 'overlay' && request.Scope === 'local')
    return failed('cannot downgrade network scope for overlay networks');
  return undefined;
}

/** What a node outside of every swarm says. */
function managerless(world: World, engine: Engine): string {
  const { swarm: _, ...alone } = engine;
  const asked = managerOf({ ...world, engines: new Map([[engine.host, alone]]) }, engine.host);
  return isRefusal(asked) ? asked.message : '';
}

export function swarmNetworkCreate(
  world: World,
  engine: Engine,
  request: NetworkCreateRequest,
): Answer<NetworkCreateResponse> {
  const control = controlOf(world, engine.host);
  if (isRefusal(control)) return control;
  const created = createClusterNetwork(world, control.cluster, request);
  return created.ok ? answer({ Id: created.value.id, Warning: '' }) : created;
}

/** The networks that a manager knows and its node has no part in. */
export function remoteNetworks(world: World, engine: Engine): readonly ClusterNetwork[] {
  const control = managerOf(world, engine.host);
  if (isRefusal(control)) return [];
  const { networks } = engine.controller;
  return [...control.cluster.networks.values()].filter(({ id }) => !networks.has(id));
}

/** A network by what somebody calls it, among those of `remoteNetworks`. */
export function remoteNetwork(world: World, engine: Engine, term: string): ClusterNetwork | undefined {
  const control = managerOf(world, engine.host);
  if (isRefusal(control)) return undefined;
  const found = findClusterNetwork(control.cluster, term);
  return found && !engine.controller.networks.has(found.id) ? found : undefined;
}

/** DELETE /networks/{id} for a network of swarm scope, by its id. */
export function swarmNetworkRemove(world: World, engine: Engine, id: string): Answer<null> {
  const control = controlOf(world, engine.host);
  if (isRefusal(control)) return control;
  const network = control.cluster.networks.get(id);
  if (network === undefined) return conflict(`network ${id} not found`);
  const removed = removeClusterNetwork(control.cluster, network);
  if (removed.ok)
    for (const node of control.cluster.nodes.values()) {
      const other = world.engines.get(node.host);
      // Where tasks are still on their way out, the last of them takes the network along.
      if (other?.swarm?.node === node.id && isUnused(other, id))
        leaveNetwork(world, control.cluster, other, id);
      node.attachments.delete(id);
    }
  return removed;
}

export const clusterNetworkResource = (world: World, network: ClusterNetwork): NetworkResource => ({
  Name: network.name,
  Id: network.id,
  Created: timestamp(world, network.created),
  Scope: 'swarm',
  Driver: network.driver,
  EnableIPv6: network.enableIpv6,
  IPAM: {
    Driver: network.allocated ? network.ipamDriver : '',
    Options: null,
    Config: !network.allocated
      ? null
      : network.subnets.map(({ block, gateway, range }) => ({
          Subnet: formatCidr(block),
          ...(range && { IPRange: formatCidr(range) }),
          Gateway: formatIp(gateway),
        })),
  },
  Internal: network.internal,
  Attachable: network.attachable,
  Ingress: network.ingress,
  ConfigFrom: { Network: '' },
  ConfigOnly: false,
  Containers: null,
  Options: network.allocated ? network.options : null,
  Labels: Object.keys(network.labels).length > 0 ? network.labels : null,
});

/** The nodes that this node knows to take part in a network. */
export function peersOf(world: World, engine: Engine, id: string): NonNullable<NetworkResource['Peers']> {
  const cluster = engine.swarm && world.clusters.get(engine.swarm.cluster);
  const own = engine.swarm?.networks.get(id);
  const nodes = new Set([...(own?.records.values() ?? [])].map(({ node }) => node));
  return [...(cluster?.nodes.values() ?? [])]
    .filter((node) => nodes.has(node.id))
    .map((node) => ({ Name: node.gossipName, IP: formatIp(node.address) }));
}

/** The services on a network as this node's name service and load balancer have them: `docker network inspect -v`. */
export function servicesOn(
  world: World,
  engine: Engine,
  id: string,
): { readonly [name: string]: SwarmService } | undefined {
  const cluster = engine.swarm && world.clusters.get(engine.swarm.cluster);
  const own = engine.swarm?.networks.get(id);
  if (cluster === undefined || own === undefined) return undefined;
  const services: { [name: string]: SwarmService } = {};
  const records = [...own.records.values()].filter(({ silent }) => !silent);
  for (const record of records.sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const before = services[record.serviceName];
    const task = {
      Name: record.name,
      EndpointID: record.id,
      EndpointIP: formatIp(record.ip),
      Info: { 'Host IP': hostOf(cluster, record.node) },
    };
    services[record.serviceName] = {
      VIP: record.vip === undefined ? '<nil>' : formatIp(record.vip),
      Ports: record.ingressPorts.map(
        ({ TargetPort, PublishedPort = 0 }) => `Target: ${TargetPort}, Publish: ${PublishedPort}`,
      ),
      LocalLBIndex: own.balancer?.services.get(balancedKey(record))?.mark ?? 0,
      Tasks: [...(before?.Tasks ?? []), task],
    };
  }
  return sortedByKey(services);
}

const hostOf = (cluster: Cluster, node: string): string => {
  const address = cluster.nodes.get(node)?.address;
  return address === undefined ? '' : formatIp(address);
};
