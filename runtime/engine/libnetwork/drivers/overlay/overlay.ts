import type { Network } from '../../network.ts';
import { done, invalid } from '../../result.ts';
import { type Driver, PASSIVE } from '../driver.ts';
import { chooseMac, plugIn, unplug } from './overlay-endpoint.ts';
import type { OverlayNetwork } from './overlay-network.ts';
import { removeOverlaySandbox } from './overlay-sandbox.ts';

/** What the driver made of a network; another driver's network here is a broken invariant. */
export function overlayOf({ driverNetwork, name }: Pick<Network, 'driverNetwork' | 'name'>): OverlayNetwork {
  if (driverNetwork.kind !== 'overlay') throw new Error(`${name} is no overlay network`);
  return driverNetwork.overlay;
}

/** Networks across the nodes of a swarm. Managers give out subnets, addresses and tunnels; this is a node's part of it. */
export const overlay: Driver = {
  ...PASSIVE,
  predefined: false,
  hasSubnets: false,
  createNetwork: (_world, _engine, network) => {
    const known = 'driverNetwork' in network ? (network as Network).driverNetwork : undefined;
    return known === undefined ? invalid('cannot create an overlay network outside of a swarm') : done(known);
  },
  deleteNetwork: (world, engine, network) => removeOverlaySandbox(world, engine, overlayOf(network)),
  createEndpoint: (world, _engine, _network, endpoint) => {
    chooseMac(world, endpoint);
    return done(null);
  },
  deleteEndpoint: (world, _engine, _network, endpoint) => unplug(world, endpoint),
  join: (world, engine, network, endpoint) => {
    plugIn(world, engine, network.id, overlayOf(network), endpoint);
    return done({ name: '', prefix: 'eth', defaultByDevice: false });
  },
};
