import type { Filters, NetworkPruneResponse } from '../../docker-api/network.ts';
import type { World } from '../../world.ts';
import { type Answer, answer } from './answer.ts';
import { isRefusal, runningEngine } from './engine-of.ts';
import { isPredefinedNetwork } from './network-mode.ts';
import { networkRemove } from './network-remove.ts';
import { isPruned, pruneFilterFault } from './prune-filters.ts';

/** POST /networks/prune: every network that nobody uses, apart from the engine's own. */
export function networkPrune(
  world: World,
  host: string,
  filters: Filters = {},
): Answer<NetworkPruneResponse> {
  const engine = runningEngine(world, host);
  if (isRefusal(engine)) return engine;
  const fault = pruneFilterFault(engine, filters);
  if (fault) return fault;
  const deleted = [...engine.controller.networks.values()]
    .filter(({ name, scope }) => !isPredefinedNetwork(name) && scope === 'local')
    .filter(({ labels, created }) => isPruned(world, filters, labels, created))
    .filter(({ id }) => networkRemove(world, host, id).ok)
    .map(({ name }) => name);
  return answer({ NetworksDeleted: deleted.length > 0 ? deleted : null });
}
