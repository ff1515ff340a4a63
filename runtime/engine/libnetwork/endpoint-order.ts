import type { Controller } from './controller.ts';
import type { Endpoint } from './endpoint.ts';
import { GATEWAY_NETWORK } from './gateway-network.ts';
import type { Sandbox } from './sandbox.ts';

/** The joined endpoints of a sandbox, the best way out first. */
export const endpointsOf = ({ endpoints }: Controller, sandbox: Sandbox): readonly Endpoint[] =>
  sandbox.endpoints.map((id) => endpoints.get(id)!);

/** Files an endpoint among those of its sandbox. */
export function fileEndpoint(controller: Controller, sandbox: Sandbox, endpoint: Endpoint): void {
  const at = endpointsOf(controller, sandbox).findIndex((other) => comesBefore(controller, endpoint, other));
  sandbox.endpoints.splice(at < 0 ? sandbox.endpoints.length : at, 0, endpoint.id);
}

/**
 * Networks that lead out before internal ones and the engine's own gateway network, two families before one, then by the
 * networks' names (libnetwork sandbox.go, the order of the endpoint heap).
 */
function comesBefore({ networks }: Controller, a: Endpoint, b: Endpoint): boolean {
  const [first, second] = [networks.get(a.network)!, networks.get(b.network)!];
  if (first.name === GATEWAY_NETWORK || second.name === GATEWAY_NETWORK)
    return first.name !== GATEWAY_NETWORK;
  if (first.internal !== second.internal) return second.internal;
  const byGateways = gatewaysOf(b) - gatewaysOf(a);
  return byGateways === 0 ? first.name < second.name : byGateways < 0;
}

const gatewaysOf = ({ attachment }: Endpoint): number =>
  (attachment?.gateway === undefined ? 0 : 1) + (attachment?.gateway6 === undefined ? 0 : 2);

/** The endpoint whose network is the sandbox's way out, and on which its ports are published. */
export const gatewayEndpoint = (controller: Controller, sandbox: Sandbox): Endpoint | undefined =>
  endpointsOf(controller, sandbox).find(({ attachment }) => attachment?.gateway !== undefined);
