import type { World } from '../../world.ts';
import type { Engine } from '../engine.ts';
import type { Network, NetworkSpec } from './network.ts';
import type { Result } from './result.ts';

/** Makes a network: its subnets, the driver's devices and rules. */
export function createNetwork(world: World, engine: Engine, spec: NetworkSpec): Result<Network> {
  throw new Error('not written yet');
}
