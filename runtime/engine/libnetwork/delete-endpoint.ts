import type { World } from '../../world.ts';
import type { Engine } from '../engine.ts';
import type { Result } from './result.ts';

/** Takes an endpoint that left its sandbox out of its network; its address is free at once. */
export function deleteEndpoint(world: World, engine: Engine, endpoint: string): Result<null> {
  throw new Error('not written yet');
}
