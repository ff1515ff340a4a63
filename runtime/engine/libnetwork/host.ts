import type { NetnsId } from '../../kernel/kernel.ts';
import type { World } from '../../world.ts';

/** The host's own namespace; an engine without its machine is a broken invariant. */
export function hostRoot(world: World, host: string): NetnsId {
  const machine = world.kernel.machines.get(host);
  if (machine === undefined) throw new Error(`no machine ${host}`);
  return machine.root;
}
