import type { World } from '../../world.ts';
import type { Engine } from '../engine.ts';
import type { Result } from './result.ts';

/** The networks' part of a daemon's start: forwarding, chains, predefined networks, and those known from before. */
export function startController(world: World, engine: Engine): Result<null> {
  throw new Error('not written yet');
}
