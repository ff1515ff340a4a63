import { cidr, contains } from '../address/cidr.ts';
import { type Family, familyOf, type Ip } from '../address/ip.ts';
import type { Kernel, Link, LinkAddress } from './kernel.ts';
import { netnsOf } from './link-registry.ts';
import { isLinkLocal } from './scope.ts';

const ofFamily = (link: Link, family: Family): readonly LinkAddress[] =>
  link.addresses.filter((address) => familyOf(address.ip) === family);

/** The first address of a link. */
export const primaryAddress = (link: Link, family: Family): Ip | undefined =>
  ofFamily(link, family).find((address) => address.scope !== 'link')?.ip ?? ofFamily(link, family)[0]?.ip;

/**
 * The address that the kernel puts on packets leaving by `link` towards `nextHop`: one of the link's whose subnet
 * holds the next hop, else the link's first, else another link's (inet_select_addr, ipv6_dev_get_saddr).
 */
export function selectAddress(kernel: Kernel, link: Link, nextHop: Ip, destination: Ip): Ip | undefined {
  const family = familyOf(destination);
  if (family === 6 && isLinkLocal(destination))
    return ofFamily(link, 6).find((address) => isLinkLocal(address.ip))?.ip;
  const own = globalAddresses(link, family);
  const near = own.find((address) => contains(cidr(address.ip, address.length), nextHop));
  if (near !== undefined) return near.ip;
  if (own[0] !== undefined) return own[0].ip;
  for (const id of netnsOf(kernel, link.netns).links.values()) {
    const [address] = globalAddresses(kernel.links.get(id)!, family);
    if (address !== undefined) return address.ip;
  }
  return family === 6 ? ofFamily(link, 6)[0]?.ip : undefined;
}

const globalAddresses = (link: Link, family: Family): readonly LinkAddress[] =>
  link.up ? ofFamily(link, family).filter((address) => address.scope === 'global') : [];
