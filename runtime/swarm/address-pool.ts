import { addToCidr, type Cidr, contains, lastOf, overlaps } from '../address/cidr.ts';
import { addToIp, type Ip } from '../address/ip.ts';
import type { Cluster, ClusterNetwork, ClusterSubnet } from './cluster.ts';

/** The next block of the cluster's pools that nobody has; blocks of removed networks come last. */
export function nextSubnet(cluster: Cluster): Cidr | undefined {
  const blocks = cluster.pools.map((pool) => 2 ** (cluster.subnetLength - pool.length));
  const total = blocks.reduce((sum, count) => sum + count, 0);
  for (let tries = 0; tries < total; tries++) {
    const at = cluster.nextSubnet % total;
    cluster.nextSubnet = at + 1;
    const block = blockNumber(cluster, blocks, at);
    if (!overlapsUsed(cluster, block)) return block;
  }
  return undefined;
}

function blockNumber(cluster: Cluster, blocks: readonly number[], at: number): Cidr {
  let rest = at;
  let pool = 0;
  while (rest >= blocks[pool]!) rest -= blocks[pool++]!;
  return addToCidr({ base: cluster.pools[pool]!.base, length: cluster.subnetLength }, rest);
}

export const overlapsUsed = (cluster: Cluster, block: Cidr): boolean =>
  [...cluster.networks.values()].some(({ subnets }) => subnets.some((used) => overlaps(used.block, block)));

/** The next free address upwards, round the block; a wanted one must be free. Undefined where there is none. */
export function takeAddress({ subnets }: ClusterNetwork, wanted?: Ip): Ip | undefined {
  for (const subnet of subnets) {
    const ip = wanted === undefined ? nextAddress(subnet) : wantedAddress(subnet, wanted);
    if (ip === undefined) continue;
    subnet.taken.add(ip);
    return ip;
  }
  return undefined;
}

function nextAddress(subnet: ClusterSubnet): Ip | undefined {
  const block = subnet.range ?? subnet.block;
  const last = lastOf(block);
  const size = Number(last) - Number(block.base);
  for (let tries = 0; tries <= size; tries++) {
    subnet.cursor = subnet.cursor >= last ? block.base : addToIp(subnet.cursor, 1);
    if (isUsable(subnet, subnet.cursor)) return subnet.cursor;
  }
  return undefined;
}

const isUsable = ({ block, taken }: ClusterSubnet, ip: Ip): boolean =>
  ip !== block.base && ip !== lastOf(block) && !taken.has(ip);

const wantedAddress = (subnet: ClusterSubnet, wanted: Ip): Ip | undefined =>
  contains(subnet.block, wanted) && isUsable(subnet, wanted) ? wanted : undefined;

export function freeAddress({ subnets }: ClusterNetwork, ip: Ip): void {
  for (const { block, taken } of subnets) if (contains(block, ip)) taken.delete(ip);
}
