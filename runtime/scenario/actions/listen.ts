import type { Action } from '../../../compiler/ir/action.ts';
import { containerListen, containerStopListening } from '../../engine/daemon/api.ts';
import { closeSocket, socketsOf } from '../../kernel/sockets.ts';
import { type ActionResult, answered, DONE, refused } from '../action-result.ts';
import { startProcess } from '../build/processes.ts';
import { containerOf } from '../container-of.ts';
import type { Session } from '../session.ts';
import { programSocket } from './run-container.ts';

/** A program starts to listen: a process of a machine, or the one that a container runs. */
export function listenSomewhere(
  { world }: Session,
  { machine, container, listener }: Extract<Action, { kind: 'listen' }>,
): ActionResult {
  if (container !== undefined) {
    const at = containerOf(world, machine, container);
    return answered(containerListen(world, at.host, at.container, [programSocket(listener)]));
  }
  const problem = startProcess(world, machine, listener);
  return problem === undefined ? DONE : refused(problem);
}

export function stopListeningSomewhere(
  { world }: Session,
  { machine, container, port, protocol }: Extract<Action, { kind: 'stop-listening' }>,
): ActionResult {
  if (container !== undefined) {
    const at = containerOf(world, machine, container);
    return answered(containerStopListening(world, at.host, at.container, { port, protocol }));
  }
  const root = world.kernel.machines.get(machine)?.root;
  const socket =
    root === undefined
      ? undefined
      : socketsOf(world.kernel, root).find((s) => s.port === port && s.transport === protocol);
  if (socket === undefined) return refused(`nothing listens on ${port}/${protocol} of ${machine}`);
  closeSocket(world.kernel, socket);
  return DONE;
}
