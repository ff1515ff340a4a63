import { linkByName } from '../../../kernel/links.ts';
import { randomHex } from '../../../random.ts';
import type { World } from '../../../world.ts';
import { hostRoot } from '../host.ts';

/** `veth` and seven digits: a name that nobody has in the host's namespace. */
export function newDeviceName(world: World, host: string): string {
  for (;;) {
    const name = `veth${randomHex(world.random, 7)}`;
    if (linkByName(world.kernel, hostRoot(world, host), name) === undefined) return name;
  }
}

/** `br-`, `dm-` and the like, with the network's short id. */
export const deviceOf = (prefix: string, network: { readonly id: string }): string =>
  `${prefix}-${network.id.slice(0, 12)}`;
