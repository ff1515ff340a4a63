import type { Filters, NetworkPruneResponse } from '../../docker-api/network.ts';
import type { World } from '../../world.ts';
import { type Answer, answer } from './answer.ts';
import { isRefusal, runningEngine } from './engine-of.ts';
import { networkList } from './network-list.ts';
import { isPredefinedNetwork } from './network-mode.ts';
import { networkRemove } from './network-remove.ts';

/** POST /networks/prune: every network that nobody uses, apart from the engine's own. */
export function networkPrune(
  world: World,
  host: string,
  filters: Filters = {},
): Answer<NetworkPruneResponse> {
  const engine = runningEngine(world, host);
  if (isRefusal(engine)) return engine;
  const networks = networkList(world, host, filters);
  if (!networks.ok) return networks;
  const deleted = networks.value
    .filter(({ Name, Scope }) => !isPredefinedNetwork(Name) && Scope === 'local')
    .filter(({ Id }) => networkRemove(world, host, Id).ok)
    .map(({ Name }) => Name);
  return answer({ NetworksDeleted: deleted.length > 0 ? deleted : null });
}
