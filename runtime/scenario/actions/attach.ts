import type { Action } from '../../../compiler/ir/action.ts';
import { endpointRequest } from '../../docker-client/container-request.ts';
import { networkConnect, networkDisconnect } from '../../engine/daemon/api.ts';
import { type ActionResult, answered } from '../action-result.ts';
import { containerOf } from '../container-of.ts';
import { attachmentOption } from '../requests/attachment-option.ts';
import type { Session } from '../session.ts';

export function connectContainer(
  { world }: Session,
  { attachment, ...place }: Extract<Action, { kind: 'connect' }>,
): ActionResult {
  const { host, container } = containerOf(world, place.host, place.container);
  const EndpointConfig = endpointRequest(attachmentOption(attachment)) ?? null;
  return answered(networkConnect(world, host, attachment.network, { Container: container, EndpointConfig }));
}

export const disconnectContainer = (
  { world }: Session,
  { network, force, ...place }: Extract<Action, { kind: 'disconnect' }>,
): ActionResult => {
  const { host, container } = containerOf(world, place.host, place.container);
  return answered(networkDisconnect(world, host, network, { Container: container, Force: force }));
};
