import type { World } from '../../world.ts';
import { type Answer, answer, failed } from './answer.ts';
import type { Container, ProgramSocket } from './container.ts';
import { isRefusal, runningEngine } from './engine-of.ts';
import { findContainer } from './find-container.ts';
import { closeProgramSockets, openProgramSockets } from './program-sockets.ts';

/**
 * Not an operation of the API: a scenario says what a container's program listens on. It holds from now on if
 * the container runs, else from its next start. `sockets` replaces everything when `only`, else it is added.
 */
export function containerListen(
  world: World,
  host: string,
  term: string,
  sockets: readonly ProgramSocket[],
  only = false,
): Answer<null> {
  return change(world, host, term, (listen) => [...(only ? [] : listen), ...sockets]);
}

/** The program closes what it has on this port. */
export function containerStopListening(
  world: World,
  host: string,
  term: string,
  { port, protocol }: Pick<ProgramSocket, 'port' | 'protocol'>,
): Answer<null> {
  return change(world, host, term, (listen) =>
    listen.filter((socket) => socket.port !== port || socket.protocol !== protocol),
  );
}

function change(
  world: World,
  host: string,
  term: string,
  to: (listen: readonly ProgramSocket[]) => readonly ProgramSocket[],
): Answer<null> {
  const engine = runningEngine(world, host);
  if (isRefusal(engine)) return engine;
  const container = findContainer(engine, term);
  if (isRefusal(container)) return container;
  const before = container.program;
  container.program = { ...before, listen: to(before.listen), life: { kind: 'serves' } };
  if (container.state.pid === 0 || reopened(world, container)) return answer(null);
  container.program = before;
  reopened(world, container);
  return failed('address already in use');
}

function reopened(world: World, container: Container): boolean {
  closeProgramSockets(world, container);
  return openProgramSockets(world, container) === undefined;
}
