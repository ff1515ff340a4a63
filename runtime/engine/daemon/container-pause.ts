import type { World } from '../../world.ts';
import { versionOf } from '../engine.ts';
import { type Answer, answer, conflict } from './answer.ts';
import { isRefusal, runningEngine } from './engine-of.ts';
import { findContainer } from './find-container.ts';
import { silenceProgram } from './program-sockets.ts';

/** POST /containers/{id}/pause: the kernel still accepts for a frozen process, which says nothing. */
export function containerPause(world: World, host: string, term: string): Answer<null> {
  const engine = runningEngine(world, host);
  if (isRefusal(engine)) return engine;
  const container = findContainer(engine, term);
  if (isRefusal(container)) return container;
  const { state, id } = container;
  if (state.status === 'paused') return conflict(`Container ${id} is already paused`);
  if (state.status === 'restarting')
    return conflict(`Container ${id} is restarting, wait until the container is running`);
  if (state.pid === 0) return conflict(versionOf(engine).daemon.texts.notRunning(id));
  state.status = 'paused';
  silenceProgram(world, container);
  return answer(null);
}
