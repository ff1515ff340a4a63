import { cancel } from '../../time/timer.ts';
import type { World } from '../../world.ts';
import type { Engine } from '../engine.ts';
import type { Container } from './container.ts';
import { endProcess } from './end-process.ts';

/** The exit code of a server that catches SIGTERM, and that of a process which SIGKILL ended (128 + 9). */
const ORDERLY = 0;
const KILLED = 137;

export interface Stop {
  /** The default is SIGTERM, and SIGKILL after the grace time. */
  readonly signal?: 'TERM' | 'KILL';
  /** It will be started again at once, so `--rm` does not remove it. */
  readonly toRestart?: boolean;
}

/**
 * Whether the process ends by itself when it is told to stop; a shell or `sleep` as process 1 ignores
 * SIGTERM.
 */
const obeysStop = (container: Container): boolean =>
  container.program.life.kind === 'serves' && container.program.listen.length > 0;

/** Ends a container's process because a person said so, so that no restart policy takes it up again. */
export function stopContainer(world: World, engine: Engine, container: Container, how: Stop = {}): void {
  container.state.manuallyStopped = true;
  cancel(world, (event) => event.kind === 'restart-container' && event.container === container.id);
  if (container.state.status === 'restarting') {
    container.state.status = 'exited';
    container.state.finishedAt = world.now;
    return;
  }
  if (container.state.pid === 0) return;
  const orderly = how.signal !== 'KILL' && obeysStop(container);
  endProcess(world, engine, container, orderly ? ORDERLY : KILLED, how.toRestart);
}
