import type { World } from '../../world.ts';
import { versionOf } from '../engine.ts';
import { type Answer, answer, conflict } from './answer.ts';
import { isRefusal, runningEngine } from './engine-of.ts';
import { findContainer } from './find-container.ts';
import { forgetContainer } from './forget-container.ts';
import { stopContainer } from './stop-container.ts';

/** DELETE /containers/{id}. `force` kills it first. */
export function containerRemove(world: World, host: string, term: string, force = false): Answer<null> {
  const engine = runningEngine(world, host);
  if (isRefusal(engine)) return engine;
  const container = findContainer(engine, term);
  if (isRefusal(container)) return container;
  const { state, id, name } = container;
  const isUp = state.pid !== 0 || state.status === 'restarting';
  if (isUp && !force)
    return conflict(versionOf(engine).daemon.texts.cannotRemove({ id, name, state: state.status }));
  if (isUp) stopContainer(world, engine, container, { signal: 'KILL' });
  forgetContainer(world, engine, container);
  return answer(null);
}
