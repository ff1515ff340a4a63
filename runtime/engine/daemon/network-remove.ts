import { remoteNetwork, swarmNetworkRemove } from '../../swarm/network-operations.ts';
import type { World } from '../../world.ts';
import { deleteNetwork } from '../libnetwork/controller.ts';
import { type Answer, answer, forbidden } from './answer.ts';
import { isRefusal, runningEngine } from './engine-of.ts';
import { findNetwork } from './find-network.ts';
import { isPredefinedNetwork } from './network-mode.ts';

/** DELETE /networks/{id} */
export function networkRemove(world: World, host: string, term: string): Answer<null> {
  const engine = runningEngine(world, host);
  if (isRefusal(engine)) return engine;
  const network = findNetwork(engine, term);
  const remote = isRefusal(network) ? remoteNetwork(world, engine, term) : undefined;
  if (remote !== undefined) return swarmNetworkRemove(world, engine, remote.id);
  if (isRefusal(network)) return network;
  if (network.scope === 'swarm') return swarmNetworkRemove(world, engine, network.id);
  if (isPredefinedNetwork(network.name))
    return forbidden(`${network.name} is a pre-defined network and cannot be removed`);
  const deleted = deleteNetwork(world, engine, network.id);
  return deleted.ok ? answer(null) : forbidden(`error while removing network: ${deleted.message}`);
}
