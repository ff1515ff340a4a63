import type { World } from '../../world.ts';
import type { Engine } from '../engine.ts';
import type { Result } from './result.ts';

/** Takes an endpoint's interface out of its sandbox; the next endpoint becomes the way out. */
export function leaveEndpoint(world: World, engine: Engine, endpoint: string): Result<null> {
  throw new Error('not written yet');
}
