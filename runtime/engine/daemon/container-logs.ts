import type { World } from '../../world.ts';
import { type Answer, answer } from './answer.ts';
import type { LogLine } from './container.ts';
import { isRefusal, runningEngine } from './engine-of.ts';
import { findContainer } from './find-container.ts';

/** GET /containers/{id}/logs: everything that its process said, oldest first. */
export function containerLogs(world: World, host: string, term: string): Answer<readonly LogLine[]> {
  const engine = runningEngine(world, host);
  if (isRefusal(engine)) return engine;
  const container = findContainer(engine, term);
  return isRefusal(container) ? container : answer(container.logs);
}
