import type { World } from '../../world.ts';
import { type Answer, answer, failed } from './answer.ts';
import { isRefusal, runningEngine } from './engine-of.ts';
import { findContainer } from './find-container.ts';
import { wakeProgram } from './program-sockets.ts';

/** POST /containers/{id}/unpause */
export function containerUnpause(world: World, host: string, term: string): Answer<null> {
  const engine = runningEngine(world, host);
  if (isRefusal(engine)) return engine;
  const container = findContainer(engine, term);
  if (isRefusal(container)) return container;
  if (container.state.status !== 'paused') return failed(`Container ${container.id} is not paused`);
  container.state.status = 'running';
  wakeProgram(world, container);
  return answer(null);
}
