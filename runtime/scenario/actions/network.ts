import type { Action } from '../../../compiler/ir/action.ts';
import { networkCreate, networkRemove } from '../../engine/daemon/api.ts';
import { networkSource } from '../../engine/sources.ts';
import { type ActionResult, answered, complained } from '../action-result.ts';
import { networkRequest } from '../requests/network-request.ts';
import type { Session } from '../session.ts';

export function createNetwork(
  { world }: Session,
  { host, network }: Extract<Action, { kind: 'create-network' }>,
): ActionResult {
  world.engines.get(host)?.sources.set(networkSource(network.name), network.origin);
  const request = networkRequest(network);
  return request.ok ? answered(networkCreate(world, host, request.value)) : complained(request);
}

export const removeNetwork = (
  { world }: Session,
  { host, network }: Extract<Action, { kind: 'remove-network' }>,
): ActionResult => answered(networkRemove(world, host, network));
