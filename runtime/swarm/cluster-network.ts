import { type Cidr, parseCidr } from '../address/cidr.ts';
import { addToIp, type Ip, parseIp } from '../address/ip.ts';
import type { IpamConfig, NetworkCreateRequest } from '../docker-api/network.ts';
import { type Answer, answer, refuse } from '../engine/daemon/answer.ts';
import type { World } from '../world.ts';
import { nextSubnet, overlapsUsed } from './address-pool.ts';
import type { Cluster, ClusterNetwork, ClusterSubnet } from './cluster.ts';
import { nextIndex } from './control-plane.ts';
import { swarmId } from './swarm-id.ts';

const VNI_OPTION = 'com.docker.network.driver.overlay.vxlanid_list';

export const INGRESS_REQUEST: NetworkCreateRequest = { Name: 'ingress', Driver: 'overlay', Ingress: true };

/** Writes a network into the cluster. One whose subnet is taken stays without anything until it is removed. */
export function createClusterNetwork(
  world: World,
  cluster: Cluster,
  request: NetworkCreateRequest,
): Answer<ClusterNetwork> {
  const old = [...cluster.networks.values()].find(({ ingress }) => ingress);
  if (request.Ingress && old !== undefined)
    return refuse(
      409,
      `rpc error: code = AlreadyExists desc = ingress network (${old.id}) is already present`,
    );
  const driver = request.Driver || 'overlay';
  const isOverlay = driver === 'overlay';
  const subnets = isOverlay ? allocateSubnets(cluster, request.IPAM?.Config ?? []) : [];
  const vnis = subnets === undefined || !isOverlay ? [] : allocateVnis(cluster, request, subnets.length);
  const network: ClusterNetwork = {
    id: swarmId(world.random),
    name: request.Name,
    driver: subnets === undefined ? '' : driver,
    created: world.now,
    attachable: request.Attachable ?? false,
    ingress: request.Ingress ?? false,
    internal: request.Internal ?? false,
    enableIpv6: request.EnableIPv6 ?? false,
    options: { ...request.Options, ...(vnis.length > 0 && { [VNI_OPTION]: vnis.join(',') }) },
    labels: request.Labels ?? {},
    ipamDriver: request.IPAM?.Driver || 'default',
    subnets: subnets ?? [],
    vnis,
    allocated: subnets !== undefined,
  };
  nextIndex(cluster);
  cluster.networks.set(network.id, network);
  return answer(network);
}

/** Undefined where a subnet that was asked for overlaps another of the swarm. */
function allocateSubnets(cluster: Cluster, asked: readonly IpamConfig[]): ClusterSubnet[] | undefined {
  const subnets: ClusterSubnet[] = [];
  for (const config of asked.length > 0 ? asked : [{}]) {
    const block = config.Subnet === undefined ? nextSubnet(cluster) : parseCidr(config.Subnet);
    if (block === undefined) return undefined;
    if (config.Subnet !== undefined && overlapsUsed(cluster, block)) return undefined;
    subnets.push(subnetOf(block, config));
  }
  return subnets;
}

function subnetOf(block: Cidr, { Gateway, IPRange }: IpamConfig): ClusterSubnet {
  const gateway: Ip = (Gateway === undefined ? undefined : parseIp(Gateway)) ?? addToIp(block.base, 1);
  const range = IPRange === undefined ? undefined : parseCidr(IPRange);
  return {
    block,
    gateway,
    ...(range && { range }),
    taken: new Set([gateway]),
    cursor: range?.base ?? block.base,
  };
}

/** One for each subnet, counted upwards, unless a person names them. */
function allocateVnis(cluster: Cluster, { Options }: NetworkCreateRequest, count: number): number[] {
  const asked = (Options?.[VNI_OPTION] ?? '').split(',').flatMap((text) => Number(text) || []);
  while (asked.length < count) asked.push(cluster.nextVni++);
  return asked;
}

/** Networks are removed once neither services nor attached containers use them. */
export function removeClusterNetwork(cluster: Cluster, network: ClusterNetwork): Answer<null> {
  const user = userOf(cluster, network);
  if (user !== undefined)
    return refuse(
      412,
      `rpc error: code = FailedPrecondition desc = network ${network.id} is in use by ${user}`,
    );
  nextIndex(cluster);
  cluster.networks.delete(network.id);
  return answer(null);
}

function userOf(cluster: Cluster, { id }: ClusterNetwork): string | undefined {
  const services = [...cluster.services.values()].filter(
    ({ spec, removed }) => !removed && (spec.TaskTemplate.Networks ?? []).some(({ Target }) => Target === id),
  );
  const service = services.map((one) => one.id).sort()[0];
  if (service !== undefined) return `service ${service}`;
  const task = [...cluster.tasks.values()].find(
    (one) => one.service === '' && one.addresses.has(id) && one.desired === 'running',
  );
  return task === undefined ? undefined : `task ${task.id}`;
}

/** By id, then by name, then by the beginning of an id. */
export function findClusterNetwork(cluster: Cluster, term: string): ClusterNetwork | undefined {
  const all = [...cluster.networks.values()];
  return (
    cluster.networks.get(term) ??
    all.find(({ name }) => name === term) ??
    (term === '' ? undefined : all.find(({ id }) => id.startsWith(term)))
  );
}

export const ingressOf = (cluster: Cluster): ClusterNetwork | undefined =>
  [...cluster.networks.values()].find(({ ingress }) => ingress);
