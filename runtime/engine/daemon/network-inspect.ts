import type { NetworkResource } from '../../docker-api/network.ts';
import {
  clusterNetworkResource,
  peersOf,
  remoteNetwork,
  servicesOn,
} from '../../swarm/network-operations.ts';
import type { World } from '../../world.ts';
import { type Answer, answer } from './answer.ts';
import { isRefusal, runningEngine } from './engine-of.ts';
import { findNetwork } from './find-network.ts';
import { containersOn, networkResource } from './network-resource.ts';

/** GET /networks/{id}; `verbose` tells of the services on a network of a swarm. */
export function networkInspect(
  world: World,
  host: string,
  term: string,
  verbose = false,
): Answer<NetworkResource> {
  const engine = runningEngine(world, host);
  if (isRefusal(engine)) return engine;
  const network = findNetwork(engine, term);
  if (isRefusal(network)) {
    const remote = remoteNetwork(world, engine, term);
    return remote === undefined ? network : answer(clusterNetworkResource(world, remote));
  }
  const resource = networkResource(world, engine, network, containersOn(engine, network));
  if (network.scope !== 'swarm') return answer(resource);
  const services = verbose ? servicesOn(world, engine, network.id) : undefined;
  return answer({
    ...resource,
    Peers: peersOf(world, engine, network.id),
    ...(services && { Services: services }),
  });
}
