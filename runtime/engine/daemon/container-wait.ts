import type { ContainerWaitResponse } from '../../docker-api/container.ts';
import type { World } from '../../world.ts';
import { type Answer, answer } from './answer.ts';
import { isRefusal, runningEngine } from './engine-of.ts';
import { findContainer } from './find-container.ts';

/** POST /containers/{id}/wait. While the container runs there is nothing to say: null. */
export function containerWait(
  world: World,
  host: string,
  term: string,
): Answer<ContainerWaitResponse | null> {
  const engine = runningEngine(world, host);
  if (isRefusal(engine)) return engine;
  const container = findContainer(engine, term);
  if (isRefusal(container)) return container;
  return answer(container.state.pid === 0 ? { StatusCode: container.state.exitCode } : null);
}
