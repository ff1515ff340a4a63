import type { World } from '../../world.ts';
import type { Engine } from '../engine.ts';
import { settleGateway } from './default-gateway.ts';
import { DRIVERS } from './drivers/drivers.ts';
import type { Endpoint } from './endpoint.ts';
import { fileEndpoint, gatewayEndpoint } from './endpoint-order.ts';
import { addHostsLines, removeHostsLines } from './files/hosts.ts';
import { GATEWAY_NETWORK } from './gateway-network.ts';
import { populate, withdraw } from './populate.ts';
import { done, forbidden, notFound, type Result } from './result.ts';
import type { Sandbox } from './sandbox.ts';

/** Brings an endpoint into a sandbox: interface, routes, names and, if it becomes the way out, the published ports. */
export function joinEndpoint(
  world: World,
  engine: Engine,
  endpointId: string,
  sandboxId: string,
): Result<null> {
  const { controller } = engine;
  const endpoint = controller.endpoints.get(endpointId);
  const sandbox = controller.sandboxes.get(sandboxId);
  if (endpoint === undefined || sandbox === undefined) return notFound(`endpoint ${endpointId} not found`);
  if (endpoint.sandbox !== undefined)
    return forbidden('another container is attached to the same network endpoint');
  const network = controller.networks.get(endpoint.network)!;
  const joined = DRIVERS[network.driver].join(world, engine, network, endpoint, sandbox);
  if (!joined.ok) return joined;
  if (joined.value !== undefined) endpoint.attachment = joined.value;
  endpoint.sandbox = sandbox.id;
  const before = gatewayEndpoint(controller, sandbox);
  fileEndpoint(controller, sandbox, endpoint);
  if (network.name !== GATEWAY_NETWORK && !network.ingress) addHostsLines(world, sandbox, endpoint);
  if (sandbox.started) populate(world, engine, sandbox, endpoint);
  const moved = moveExternal(world, engine, sandbox, before);
  if (moved.ok) return settleGateway(world, engine, sandbox);
  undoJoin(world, engine, sandbox, endpoint, before);
  return moved;
}

/** Ports follow the way out: they are taken from the endpoint that was it and given to the one that is. */
function moveExternal(
  world: World,
  engine: Engine,
  sandbox: Sandbox,
  before: Endpoint | undefined,
): Result<null> {
  const now = gatewayEndpoint(engine.controller, sandbox);
  if (now === before) return done(null);
  if (before !== undefined) unpublish(world, engine, before);
  return now === undefined ? done(null) : publish(world, engine, sandbox, now);
}

export function publish(world: World, engine: Engine, sandbox: Sandbox, endpoint: Endpoint): Result<null> {
  const network = engine.controller.networks.get(endpoint.network)!;
  return DRIVERS[network.driver].publish(world, engine, network, endpoint, sandbox);
}

export function unpublish(world: World, engine: Engine, endpoint: Endpoint): void {
  const network = engine.controller.networks.get(endpoint.network)!;
  DRIVERS[network.driver].unpublish(world, engine, network, endpoint);
}

/** A join whose ports could not be published leaves the sandbox as it was. */
function undoJoin(
  world: World,
  engine: Engine,
  sandbox: Sandbox,
  endpoint: Endpoint,
  before: Endpoint | undefined,
): void {
  sandbox.endpoints.splice(sandbox.endpoints.indexOf(endpoint.id), 1);
  removeHostsLines(world, sandbox, endpoint);
  if (sandbox.started) withdraw(world, engine, sandbox, endpoint);
  const network = engine.controller.networks.get(endpoint.network)!;
  DRIVERS[network.driver].leave(world, engine, network, endpoint, sandbox);
  delete endpoint.sandbox;
  delete endpoint.attachment;
  if (before !== undefined) publish(world, engine, sandbox, before);
}
