import type { World } from '../../world.ts';
import type { Engine } from '../engine.ts';
import type { Result } from './result.ts';

/** Moves an endpoint's interface into a sandbox: routes, ports, names and files follow. */
export function joinEndpoint(world: World, engine: Engine, endpoint: string, sandbox: string): Result<null> {
  throw new Error('not written yet');
}
