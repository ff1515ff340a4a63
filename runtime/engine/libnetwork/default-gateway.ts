import type { World } from '../../world.ts';
import type { Engine } from '../engine.ts';
import type { Controller } from './controller.ts';
import { createEndpoint } from './create-endpoint.ts';
import { createNetwork } from './create-network.ts';
import { deleteEndpoint } from './delete-endpoint.ts';
import type { Endpoint } from './endpoint.ts';
import { endpointsOf } from './endpoint-order.ts';
import { GATEWAY_NETWORK } from './gateway-network.ts';
import { joinEndpoint } from './join-endpoint.ts';
import { leaveEndpoint } from './leave-endpoint.ts';
import type { Network } from './network.ts';
import { done, type Result } from './result.ts';
import type { Sandbox } from './sandbox.ts';

/**
 * A sandbox on overlay networks needs a way out that they do not give: an endpoint on docker_gwbridge, which goes once another
 * network leads out (libnetwork default_gateway.go).
 */
export function settleGateway(world: World, engine: Engine, sandbox: Sandbox): Result<null> {
  const { controller } = engine;
  const own = gatewayOf(controller, sandbox);
  const needs = needsGateway(controller, sandbox);
  if (own !== undefined && !needs) {
    leaveEndpoint(world, engine, own.id);
    return deleteEndpoint(world, engine, own.id);
  }
  if (own !== undefined || !needs) return done(null);
  const network = ensureGatewayNetwork(world, engine);
  if (!network.ok) return network;
  const name = `gateway_${sandbox.container.slice(0, 12)}`;
  const created = createEndpoint(world, engine, network.value.id, { name, container: sandbox.container });
  return created.ok ? joinEndpoint(world, engine, created.value.id, sandbox.id) : created;
}

const networkOf = (controller: Controller, endpoint: Endpoint): Network =>
  controller.networks.get(endpoint.network)!;

const gatewayOf = (controller: Controller, sandbox: Sandbox): Endpoint | undefined =>
  endpointsOf(controller, sandbox).find(
    (endpoint) =>
      networkOf(controller, endpoint).name === GATEWAY_NETWORK && endpoint.name.startsWith('gateway_'),
  );

/** A load balancer of one network has no business outside. */
function needsGateway(controller: Controller, sandbox: Sandbox): boolean {
  if (sandbox.balances) return false;
  const others = endpointsOf(controller, sandbox).filter(
    (endpoint) => endpoint !== gatewayOf(controller, sandbox),
  );
  if (others.some(({ attachment }) => attachment?.gateway !== undefined)) return false;
  return others.some((endpoint) => {
    const { driver, internal } = networkOf(controller, endpoint);
    return driver === 'overlay' && !internal;
  });
}

/** docker_gwbridge as the engine makes it; one that a person made before stays as it is. */
export function ensureGatewayNetwork(world: World, engine: Engine): Result<Network> {
  const known = [...engine.controller.networks.values()].find(({ name }) => name === GATEWAY_NETWORK);
  if (known !== undefined) return done(known);
  return createNetwork(world, engine, {
    name: GATEWAY_NETWORK,
    driver: 'bridge',
    options: {
      'com.docker.network.bridge.enable_icc': 'false',
      'com.docker.network.bridge.enable_ip_masquerade': 'true',
      'com.docker.network.bridge.name': GATEWAY_NETWORK,
    },
  });
}
