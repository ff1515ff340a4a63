import { pruneNodeNetworks, withdrawEndpoints } from '../../swarm/attach-container.ts';
import type { World } from '../../world.ts';
import type { Engine } from '../engine.ts';
import { deleteEndpoint, leaveEndpoint } from '../libnetwork/controller.ts';
import type { Network } from '../libnetwork/network.ts';
import { failed, type Refusal } from './answer.ts';
import { publishedPorts } from './connect-to-network.ts';
import type { Container } from './container.ts';

/**
 * Takes a running container off a network; another one may become its way out (moby disconnectFromNetwork).
 */
export function disconnectFromNetwork(
  world: World,
  engine: Engine,
  container: Container,
  network: Network,
): Refusal | undefined {
  const endpoint = [...engine.controller.endpoints.values()].find(
    (one) => one.network === network.id && one.container === container.id,
  );
  if (endpoint === undefined)
    return failed(`container ${container.id} is not connected to network ${network.name}`);
  withdrawEndpoints(world, engine, container, network.id);
  const left = leaveEndpoint(world, engine, endpoint.id);
  if (!left.ok)
    return failed(`container ${container.id} failed to leave network ${network.name}: ${left.message}`);
  deleteEndpoint(world, engine, endpoint.id);
  container.networks.delete(network.name);
  pruneNodeNetworks(world, engine);
  container.ports = publishedPorts(engine, container);
  return undefined;
}
