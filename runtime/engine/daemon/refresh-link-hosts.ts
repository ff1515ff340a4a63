import type { World } from '../../world.ts';
import type { Engine } from '../engine.ts';
import { updateHosts } from '../libnetwork/controller.ts';
import type { Container } from './container.ts';
import { isRefusal } from './engine-of.ts';
import { extraHostsOf } from './sandbox-options.ts';

/** A container came up, perhaps with another address: those that link to it get it into their /etc/hosts. */
export function refreshLinkHosts(world: World, engine: Engine, child: Container): void {
  for (const id of child.linkedFrom) {
    const parent = engine.containers.get(id)!;
    if (parent.sandboxId === '') continue;
    const lines = extraHostsOf(engine, parent);
    if (!isRefusal(lines)) updateHosts(world, engine, parent.sandboxId, lines);
  }
}
