import { cidr } from '../address/cidr.ts';
import { familyOf, type Ip } from '../address/ip.ts';
import type { Link } from '../kernel/kernel.ts';
import { netnsOf } from '../kernel/link-registry.ts';
import { isLinkLocal } from '../kernel/scope.ts';
import { selectAddress } from '../kernel/source-address.ts';
import type { Field } from './field.ts';
import { LINK_LOCAL } from './scope-set.ts';
import { constantOf, isIn, type SetWalk, valuesOf } from './set-walk.ts';
import { blockSet } from './value-set.ts';

/** `selectAddress` for a box of packets. */
export function sourceAddressSet(
  walk: SetWalk,
  link: Link,
  nextHop: Field,
  destination: Field,
): Ip | undefined {
  const { kernel } = walk;
  const [hop, to] = [constantOf(walk, nextHop), constantOf(walk, destination)];
  if (hop !== undefined && to !== undefined) return selectAddress(kernel, link, hop, to);
  const family = familyOf(valuesOf(walk, destination)[0]!);
  const ofFamily = (one: Link) => one.addresses.filter(({ ip }) => familyOf(ip) === family);
  if (family === 6 && isIn(walk, destination, LINK_LOCAL))
    return ofFamily(link).find(({ ip }) => isLinkLocal(ip))?.ip;
  const global = (one: Link) => (one.up ? ofFamily(one).filter(({ scope }) => scope === 'global') : []);
  const own = global(link);
  for (const { ip, length } of own) if (isIn(walk, nextHop, blockSet(cidr(ip, length)))) return ip;
  if (own[0] !== undefined) return own[0].ip;
  for (const id of netnsOf(kernel, link.netns).links.values()) {
    const [address] = global(kernel.links.get(id)!);
    if (address !== undefined) return address.ip;
  }
  return family === 6 ? ofFamily(link)[0]?.ip : undefined;
}
