import type { World } from '../../world.ts';
import type { Engine } from '../engine.ts';
import type { Result } from './result.ts';

/** Removes a network without endpoints. */
export function deleteNetwork(world: World, engine: Engine, network: string): Result<null> {
  throw new Error('not written yet');
}
