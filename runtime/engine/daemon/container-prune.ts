import type { ContainerPruneResponse } from '../../docker-api/container.ts';
import type { Filters } from '../../docker-api/network.ts';
import type { World } from '../../world.ts';
import { type Answer, answer } from './answer.ts';
import { isRefusal, runningEngine } from './engine-of.ts';
import { forgetContainer } from './forget-container.ts';
import { isPruned, pruneFilterFault } from './prune-filters.ts';

/** POST /containers/prune: every container that does not run, the newest first. */
export function containerPrune(
  world: World,
  host: string,
  filters: Filters = {},
): Answer<ContainerPruneResponse> {
  const engine = runningEngine(world, host);
  if (isRefusal(engine)) return engine;
  const fault = pruneFilterFault(engine, filters);
  if (fault) return fault;
  const stopped = [...engine.containers.values()]
    .reverse()
    .filter(({ state }) => state.pid === 0 && state.status !== 'restarting')
    .filter(({ config, created }) => isPruned(world, filters, config.Labels, created));
  for (const container of stopped) forgetContainer(world, engine, container);
  const ids = stopped.map(({ id }) => id);
  return answer({ ContainersDeleted: ids.length > 0 ? ids : null, SpaceReclaimed: 0 });
}
