import type { World } from '../../world.ts';
import type { Engine } from '../engine.ts';
import { settleGateway } from './default-gateway.ts';
import { DRIVERS } from './drivers/drivers.ts';
import { gatewayEndpoint } from './endpoint-order.ts';
import { removeHostsLines } from './files/hosts.ts';
import { publish, unpublish } from './join-endpoint.ts';
import { withdraw } from './populate.ts';
import { done, forbidden, type Result } from './result.ts';

/** Takes an endpoint out of its sandbox; if it was the way out, the next one becomes it, with the published ports. */
export function leaveEndpoint(world: World, engine: Engine, id: string): Result<null> {
  const { controller } = engine;
  const endpoint = controller.endpoints.get(id);
  const sandbox = controller.sandboxes.get(endpoint?.sandbox ?? '');
  if (endpoint === undefined || sandbox === undefined)
    return forbidden(`cannot leave endpoint with no attached sandbox`);
  const wasGateway = gatewayEndpoint(controller, sandbox) === endpoint;
  if (wasGateway) unpublish(world, engine, endpoint);
  const network = controller.networks.get(endpoint.network)!;
  DRIVERS[network.driver].leave(world, engine, network, endpoint, sandbox);
  sandbox.endpoints.splice(sandbox.endpoints.indexOf(id), 1);
  withdraw(world, engine, sandbox, endpoint);
  removeHostsLines(world, sandbox, endpoint);
  delete endpoint.sandbox;
  delete endpoint.attachment;
  const next = gatewayEndpoint(controller, sandbox);
  const published = wasGateway && next !== undefined ? publish(world, engine, sandbox, next) : done(null);
  return published.ok && !sandbox.inDelete ? settleGateway(world, engine, sandbox) : published;
}
