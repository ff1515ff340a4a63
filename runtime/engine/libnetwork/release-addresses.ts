import { contains, formatCidr } from '../../address/cidr.ts';
import type { Ip } from '../../address/ip.ts';
import type { Engine } from '../engine.ts';
import type { Endpoint } from './endpoint.ts';
import type { Pool } from './ipam/ipam.ts';
import { releaseAddress } from './ipam/request-address.ts';
import type { Network } from './network.ts';

type Addressed = Pick<Endpoint, 'ipv4' | 'ipv6'>;

/** Gives an endpoint's addresses back to the network's pools. */
export function releaseAddresses(engine: Engine, network: Network, endpoint: Addressed): void {
  for (const { pool, ip } of poolsOf(engine, network, endpoint)) releaseAddress(pool, ip);
}

/** Takes the addresses of an endpoint that is known from before the daemon's restart. */
export function reclaimAddresses(engine: Engine, network: Network, endpoint: Addressed): void {
  for (const { pool, ip } of poolsOf(engine, network, endpoint)) pool.taken.add(ip);
}

function poolsOf(engine: Engine, network: Network, { ipv4, ipv6 }: Addressed): { pool: Pool; ip: Ip }[] {
  return [ipv4, ipv6].flatMap((address) => {
    if (address === undefined || network.scope === 'swarm') return [];
    const subnet = network.subnets.find(({ block }) => contains(block, address.ip));
    const pool = subnet && engine.controller.ipam.pools.get(formatCidr(subnet.block));
    return pool ? [{ pool, ip: address.ip }] : [];
  });
}
