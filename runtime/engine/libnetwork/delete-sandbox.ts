import type { World } from '../../world.ts';
import type { Engine } from '../engine.ts';

/**
 * Leaves and removes all endpoints of a sandbox, then ends its namespace, unless a process of another container is in it
 * (daemon/namespace-users.ts `isNamespaceInUse`). An unknown id is nobody's.
 */
export function deleteSandbox(world: World, engine: Engine, sandbox: string): void {
  throw new Error('not written yet');
}
