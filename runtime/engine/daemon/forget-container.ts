import type { World } from '../../world.ts';
import type { Engine } from '../engine.ts';
import type { Container } from './container.ts';
import { unfileContainer } from './file-container.ts';

/** Takes a container that does not run out of the daemon's books, with its files. */
export function forgetContainer(world: World, engine: Engine, container: Container): void {
  unfileContainer(engine, container);
  for (const path of [...world.files.keys()]) {
    if (path.startsWith(`${container.id}:`)) world.files.delete(path);
  }
}
