import type { World } from '../../world.ts';
import type { Engine } from '../engine.ts';
import type { Endpoint, EndpointSpec } from './endpoint.ts';
import type { Result } from './result.ts';

/** Gives a container a place on a network: an address, a MAC, the driver's part. */
export function createEndpoint(
  world: World,
  engine: Engine,
  network: string,
  spec: EndpointSpec,
): Result<Endpoint> {
  throw new Error('not written yet');
}
