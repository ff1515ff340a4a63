import type { World } from '../../world.ts';
import type { Engine } from '../engine.ts';
import type { Result } from './result.ts';

/** A container got another name: its endpoint is shown and found by it. */
export function renameEndpoint(
  world: World,
  engine: Engine,
  endpoint: string,
  name: string,
  names: readonly string[],
): Result<null> {
  throw new Error('not written yet');
}
