import type { NetworkDisconnectRequest } from '../../docker-api/network.ts';
import type { World } from '../../world.ts';
import { type Answer, answer, failed, invalid } from './answer.ts';
import { HOST_NETWORK } from './conflicts.ts';
import { disconnectFromNetwork } from './disconnect-from-network.ts';
import { isRefusal, runningEngine } from './engine-of.ts';
import { findContainer } from './find-container.ts';
import { findNetwork } from './find-network.ts';
import { isHostMode } from './network-mode.ts';

/** POST /networks/{id}/disconnect */
export function networkDisconnect(
  world: World,
  host: string,
  term: string,
  request: NetworkDisconnectRequest,
): Answer<null> {
  const engine = runningEngine(world, host);
  if (isRefusal(engine)) return engine;
  const container = findContainer(engine, request.Container);
  if (isRefusal(container)) return container;
  const network = findNetwork(engine, term);
  const missing = isRefusal(network);
  if (container.state.pid === 0 || (missing && request.Force)) {
    const name = missing ? term : network.name;
    if (!container.networks.delete(name))
      return failed(`container ${container.id} is not connected to the network ${name}`);
    return answer(null);
  }
  if (missing) return network;
  if (isHostMode(container.hostConfig.NetworkMode) && network.driver === 'host') return invalid(HOST_NETWORK);
  return disconnectFromNetwork(world, engine, container, network) ?? answer(null);
}
