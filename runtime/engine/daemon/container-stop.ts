import type { World } from '../../world.ts';
import { type Answer, answer } from './answer.ts';
import { isRefusal, runningEngine } from './engine-of.ts';
import { findContainer } from './find-container.ts';
import { stopContainer } from './stop-container.ts';

/** POST /containers/{id}/stop. A container that does not run is left alone. */
export function containerStop(world: World, host: string, term: string): Answer<null> {
  const engine = runningEngine(world, host);
  if (isRefusal(engine)) return engine;
  const container = findContainer(engine, term);
  if (isRefusal(container)) return container;
  stopContainer(world, engine, container);
  return answer(null);
}
