import type { Action } from '../../../compiler/ir/action.ts';
import { endpointRequest } from '../../docker-client/container-request.ts';
import { networkConnect, networkDisconnect } from '../../engine/daemon/api.ts';
import { type ActionResult, answered } from '../action-result.ts';
import { attachmentOption } from '../requests/attachment-option.ts';
import type { Session } from '../session.ts';

export function connectContainer(
  { world }: Session,
  { host, container, attachment }: Extract<Action, { kind: 'connect' }>,
): ActionResult {
  const EndpointConfig = endpointRequest(attachmentOption(attachment)) ?? null;
  return answered(networkConnect(world, host, attachment.network, { Container: container, EndpointConfig }));
}

export const disconnectContainer = (
  { world }: Session,
  { host, container, network, force }: Extract<Action, { kind: 'disconnect' }>,
): ActionResult => answered(networkDisconnect(world, host, network, { Container: container, Force: force }));
