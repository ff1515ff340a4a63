import type { World } from '../../world.ts';
import type { Engine } from '../engine.ts';

/** The networks' part of an orderly stop (SIGTERM). Rules and devices stay, as dockerd leaves them. */
export function stopController(world: World, engine: Engine): void {
  throw new Error('not written yet');
}
