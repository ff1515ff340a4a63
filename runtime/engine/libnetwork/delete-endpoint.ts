import type { World } from '../../world.ts';
import type { Engine } from '../engine.ts';
import { DRIVERS } from './drivers/drivers.ts';
import { releaseAddresses } from './release-addresses.ts';
import { done, forbidden, type Result } from './result.ts';

/** Takes an endpoint that left its sandbox out of its network; its address is free at once. */
export function deleteEndpoint(world: World, engine: Engine, id: string): Result<null> {
  const { networks, endpoints } = engine.controller;
  const endpoint = endpoints.get(id);
  if (endpoint === undefined) return done(null);
  if (endpoint.sandbox !== undefined)
    return forbidden(`endpoint with id ${id} cannot be removed because it is connected to a container`);
  endpoints.delete(id);
  const network = networks.get(endpoint.network)!;
  DRIVERS[network.driver].deleteEndpoint(world, engine, network, endpoint);
  releaseAddresses(engine, network, endpoint);
  return done(null);
}
