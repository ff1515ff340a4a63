import { schedule } from '../../time/timer.ts';
import type { World } from '../../world.ts';
import type { Engine } from '../engine.ts';
import { releaseNetwork } from './allocate-network.ts';
import type { Container } from './container.ts';
import { forgetContainer } from './forget-container.ts';
import { closeProgramSockets } from './program-sockets.ts';
import { nextRestart } from './restart-policy.ts';

/**
 * A container's process is gone: its sockets close, its sandbox is taken down, and its restart policy decides
 * what comes next (moby daemon/monitor.go).
 */
export function endProcess(
  world: World,
  engine: Engine,
  container: Container,
  code: number,
  toRestart = false,
): void {
  const { state } = container;
  closeProgramSockets(world, container);
  state.pid = 0;
  releaseNetwork(world, engine, container);
  state.exitCode = code;
  state.finishedAt = world.now;
  const delay = nextRestart(container, world.now - (state.startedAt ?? world.now));
  if (delay === undefined) {
    state.status = 'exited';
    if (container.hostConfig.AutoRemove && !toRestart) forgetContainer(world, engine, container);
    return;
  }
  state.status = 'restarting';
  state.restartDelay = delay;
  state.restartCount++;
  schedule(world, delay, { kind: 'restart-container', host: engine.host, container: container.id });
}
