import { clearSwarmNode, startSwarmNode } from '../../swarm/daemon-life.ts';
import { cancel } from '../../time/timer.ts';
import type { World } from '../../world.ts';
import { type Engine, versionOf } from '../engine.ts';
import { startController } from '../libnetwork/controller.ts';
import { type Answer, answer, failed } from './answer.ts';
import { configConflict, parseDaemonJson } from './daemon-json.ts';
import { endProcess } from './end-process.ts';
import { forgetContainer } from './forget-container.ts';
import { startsWithDaemon } from './restart-policy.ts';
import { failContainer, startContainer } from './start-container.ts';

/** The exit code of a process that was lost while no daemon watched it (moby daemon/daemon.go restore). */
const LOST = 255;

/** Starts dockerd with the engine's daemon.json. It refuses with the last line that dockerd prints. */
export function startDaemon(world: World, engine: Engine): Answer<null> {
  if (engine.status === 'running') return answer(null);
  const parsed = parseDaemonJson(engine.daemonJson, versionOf(engine).daemon);
  if (!parsed.ok) return failed(parsed.message);
  const conflict = configConflict(parsed.config);
  if (conflict !== undefined) return failed(`failed to start daemon: ${conflict}`);
  engine.config = parsed.config;
  if (!engine.config.liveRestore) endLeftOver(world, engine);
  cancel(world, (event) => event.kind === 'restart-container' && event.host === engine.host);
  clearSwarmNode(world, engine);
  const started = startController(world, engine);
  if (!started.ok)
    return failed(`failed to start daemon: Error initializing network controller: ${started.message}`);
  engine.status = 'running';
  startSwarmNode(world, engine);
  takeUpContainers(world, engine);
  return answer(null);
}

/** What a killed daemon left running is ended before anything else. */
function endLeftOver(world: World, engine: Engine): void {
  for (const container of [...engine.containers.values()]) {
    if (container.state.pid !== 0) endProcess(world, engine, container, LOST, true);
    if (container.state.status === 'restarting') container.state.status = 'exited';
  }
}

function takeUpContainers(world: World, engine: Engine): void {
  for (const container of [...engine.containers.values()]) {
    if (container.state.pid !== 0) continue;
    if (startsWithDaemon(container)) {
      const refusal = startContainer(world, engine, container);
      if (refusal) failContainer(world, engine, container, refusal);
    } else if (container.hostConfig.AutoRemove) forgetContainer(world, engine, container);
  }
}
