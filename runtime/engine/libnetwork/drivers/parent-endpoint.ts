import { type Cidr, contains } from '../../../address/cidr.ts';
import type { Ip } from '../../../address/ip.ts';
import { deleteLink } from '../../../kernel/links.ts';
import type { World } from '../../../world.ts';
import type { Endpoint } from '../endpoint.ts';
import type { Network } from '../network.ts';
import { parentOf } from './create-parent-network.ts';

/** Removes the parent link that the driver made. */
export function deleteParentNetwork(world: World, network: Network): void {
  const { madeParent, link } = parentOf(network);
  if (madeParent) deleteLink(world.kernel, link);
}

export function deleteParentEndpoint(world: World, endpoint: Endpoint): void {
  if (endpoint.device !== undefined) deleteLink(world.kernel, endpoint.device.link);
}

/** The gateways of the subnets that the endpoint's addresses lie in. */
export function gatewaysFor(network: Network, endpoint: Endpoint): { gateway?: Ip; gateway6?: Ip } {
  const gatewayOf = (ip: Ip | undefined): Ip | undefined =>
    ip === undefined
      ? undefined
      : network.subnets.find(({ block }: { readonly block: Cidr }) => contains(block, ip))?.gateway;
  const gateway = gatewayOf(endpoint.ipv4?.ip);
  const gateway6 = gatewayOf(endpoint.ipv6?.ip);
  return { ...(gateway !== undefined && { gateway }), ...(gateway6 !== undefined && { gateway6 }) };
}
