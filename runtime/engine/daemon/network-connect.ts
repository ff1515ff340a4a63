import type { NetworkConnectRequest } from '../../docker-api/network.ts';
import type { World } from '../../world.ts';
import { type Answer, answer, conflict } from './answer.ts';
import { newAttachment } from './build-container.ts';
import { connectStopped, connectToNetwork } from './connect-to-network.ts';
import { isRefusal, runningEngine } from './engine-of.ts';
import { findContainer } from './find-container.ts';

/** POST /networks/{id}/connect. A container that does not run joins when it starts. */
export function networkConnect(
  world: World,
  host: string,
  network: string,
  request: NetworkConnectRequest,
): Answer<null> {
  const engine = runningEngine(world, host);
  if (isRefusal(engine)) return engine;
  const container = findContainer(engine, request.Container);
  if (isRefusal(container)) return container;
  if (container.state.status === 'removing' || container.state.status === 'dead') {
    return conflict(
      `Container ${container.id} is marked for removal and cannot be connected or disconnected to the network`,
    );
  }
  const attachment = newAttachment(request.EndpointConfig ?? {});
  const refusal =
    container.state.pid === 0
      ? connectStopped(engine, container, network, attachment)
      : connectToNetwork(world, engine, container, network, attachment);
  return refusal ?? answer(null);
}
