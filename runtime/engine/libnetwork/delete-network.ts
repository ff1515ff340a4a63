import type { World } from '../../world.ts';
import type { Engine } from '../engine.ts';
import { releaseSubnets } from './allocate-subnets.ts';
import { DRIVERS } from './drivers/drivers.ts';
import { done, forbidden, notFound, type Result } from './result.ts';

/** Removes a network without endpoints, with its devices and rules; its subnets are free at once. */
export function deleteNetwork(world: World, engine: Engine, id: string): Result<null> {
  const { networks, endpoints } = engine.controller;
  const network = networks.get(id);
  if (network === undefined) return notFound(`unknown network ${id} id ${id}`);
  if ([...endpoints.values()].some((endpoint) => endpoint.network === id))
    return forbidden(`network ${network.name} id ${id} has active endpoints`);
  networks.delete(id);
  DRIVERS[network.driver].deleteNetwork(world, engine, network);
  if (network.scope !== 'swarm') releaseSubnets(engine, network.subnets);
  return done(null);
}
