import { contains, formatCidr } from '../../address/cidr.ts';
import type { Engine } from '../engine.ts';
import type { Endpoint } from './endpoint.ts';
import { releaseAddress } from './ipam/request-address.ts';
import type { Network } from './network.ts';

/** Gives an endpoint's addresses back to the network's pools. */
export function releaseAddresses(
  engine: Engine,
  network: Network,
  endpoint: Pick<Endpoint, 'ipv4' | 'ipv6'>,
): void {
  for (const address of [endpoint.ipv4, endpoint.ipv6]) {
    if (address === undefined) continue;
    const subnet = network.subnets.find(({ block }) => contains(block, address.ip));
    if (subnet) releaseAddress(engine.controller.ipam.pools.get(formatCidr(subnet.block)), address.ip);
  }
}
