import type { World } from '../../world.ts';
import { type Answer, answer, failed } from './answer.ts';
import { isRefusal, runningEngine } from './engine-of.ts';
import { findContainer } from './find-container.ts';
import { failContainer, startContainer } from './start-container.ts';
import { stopContainer } from './stop-container.ts';

/** POST /containers/{id}/restart: stop, then start. A start that fails leaves it stopped. */
export function containerRestart(world: World, host: string, term: string): Answer<null> {
  const engine = runningEngine(world, host);
  if (isRefusal(engine)) return engine;
  const container = findContainer(engine, term);
  if (isRefusal(container)) return container;
  stopContainer(world, engine, container, { toRestart: true });
  container.state.manuallyStopped = false;
  const refusal = startContainer(world, engine, container);
  if (!refusal) return answer(null);
  failContainer(world, engine, container, refusal);
  return failed(`Cannot restart container ${term}: ${refusal.message}`);
}
