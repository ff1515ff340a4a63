import { type Cidr, isDefault, overlaps, parseCidr } from '../../../address/cidr.ts';
import { netnsOf } from '../../../kernel/links.ts';
import type { World } from '../../../world.ts';
import { nameserversIn } from '../files/parse-resolv-conf.ts';
import { hostRoot } from '../host.ts';

/** Whether a subnet would hide something from the host: a destination of its routes, or one of its name servers. */
export function overlapsHost(world: World, host: string): (block: Cidr) => boolean {
  const routes = netnsOf(world.kernel, hostRoot(world, host))
    .routes.map((route) => route.destination)
    .filter((destination) => !isDefault(destination));
  const resolvConf = world.files.get(`${host}:/etc/resolv.conf`) ?? '';
  const servers = nameserversIn(resolvConf).flatMap((address) => parseCidr(address) ?? []);
  const taken = [...routes, ...servers];
  return (block) => taken.some((other) => overlaps(other, block));
}
