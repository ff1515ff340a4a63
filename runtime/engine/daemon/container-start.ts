import type { World } from '../../world.ts';
import { type Answer, answer, conflict } from './answer.ts';
import { isRefusal, runningEngine } from './engine-of.ts';
import { findContainer } from './find-container.ts';
import { failContainer, startContainer } from './start-container.ts';

/** POST /containers/{id}/start. A container that runs already is left alone. */
export function containerStart(world: World, host: string, term: string): Answer<null> {
  const engine = runningEngine(world, host);
  if (isRefusal(engine)) return engine;
  const container = findContainer(engine, term);
  if (isRefusal(container)) return container;
  if (container.state.status === 'paused')
    return conflict('cannot start a paused container, try unpause instead');
  if (container.state.pid !== 0) return answer(null);
  container.state.manuallyStopped = false;
  container.state.restartCount = 0;
  container.state.restartDelay = 0;
  const refusal = startContainer(world, engine, container);
  return refusal ? failContainer(world, engine, container, refusal) : answer(null);
}
