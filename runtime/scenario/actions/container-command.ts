import type { Action, ContainerCommand } from '../../../compiler/ir/action.ts';
import type { Answer } from '../../engine/daemon/answer.ts';
import {
  containerKill,
  containerPause,
  containerRemove,
  containerRename,
  containerRestart,
  containerStart,
  containerStop,
  containerUnpause,
} from '../../engine/daemon/api.ts';
import type { World } from '../../world.ts';
import { type ActionResult, answered } from '../action-result.ts';
import { containerOf } from '../container-of.ts';
import type { Session } from '../session.ts';

type Operation = (world: World, host: string, container: string, argument?: string) => Answer<null>;

/** `remove` stands for `docker rm -f`: a scenario means the container to be gone. */
const OPERATIONS: { readonly [C in ContainerCommand]: Operation } = {
  start: containerStart,
  stop: containerStop,
  restart: containerRestart,
  kill: containerKill,
  pause: containerPause,
  unpause: containerUnpause,
  remove: (world, host, container) => containerRemove(world, host, container, true),
  rename: (world, host, container, name = '') => containerRename(world, host, container, name),
};

/** `docker start|stop|restart|kill|pause|unpause|rm|rename`. */
export const commandContainer = (
  { world }: Session,
  { command, argument, ...place }: Extract<Action, { kind: 'container-command' }>,
): ActionResult => {
  const { host, container } = containerOf(world, place.host, place.container);
  return answered(OPERATIONS[command](world, host, container, argument));
};
