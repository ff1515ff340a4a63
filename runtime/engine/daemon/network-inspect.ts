import type { NetworkResource } from '../../docker-api/network.ts';
import type { World } from '../../world.ts';
import { type Answer, answer } from './answer.ts';
import { isRefusal, runningEngine } from './engine-of.ts';
import { findNetwork } from './find-network.ts';
import { containersOn, networkResource } from './network-resource.ts';

/** GET /networks/{id} */
export function networkInspect(world: World, host: string, term: string): Answer<NetworkResource> {
  const engine = runningEngine(world, host);
  if (isRefusal(engine)) return engine;
  const network = findNetwork(engine, term);
  if (isRefusal(network)) return network;
  return answer(networkResource(world, engine, network, containersOn(engine, network)));
}
