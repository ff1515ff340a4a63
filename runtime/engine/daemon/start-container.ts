import { randomBelow } from '../../random.ts';
import { schedule } from '../../time/timer.ts';
import type { World } from '../../world.ts';
import type { Engine } from '../engine.ts';
import { allocateNetwork, releaseNetwork } from './allocate-network.ts';
import { conflict, failed, type Refusal } from './answer.ts';
import type { Container } from './container.ts';
import { endProcess } from './end-process.ts';
import { isRefusal } from './engine-of.ts';
import { findContainer } from './find-container.ts';
import { forgetContainer } from './forget-container.ts';
import { linkEnvironment } from './legacy-links.ts';
import { isHostMode, joinedContainer } from './network-mode.ts';
import { openProgramSockets } from './program-sockets.ts';
import { refreshLinkHosts } from './refresh-link-hosts.ts';

/** The exit code of a container that could not be started at all (moby daemon/start.go exitUnknown). */
const COULD_NOT_START = 128;

/** Gives a container its namespace, its networks and its process. What it refuses has left nothing behind. */
export function startContainer(world: World, engine: Engine, container: Container): Refusal | undefined {
  const refusal = setUpNetwork(world, engine, container);
  if (refusal) return refusal;
  const environment = linkEnvironment(engine, container);
  if (isRefusal(environment)) return environment;
  runProcess(world, engine, container);
  refreshLinkHosts(world, engine, container);
  return undefined;
}

/** The end of a start that failed: the container stays as it was, with the error and a code of its own. */
export function failContainer(world: World, engine: Engine, container: Container, refusal: Refusal): Refusal {
  releaseNetwork(world, engine, container);
  const { state } = container;
  state.error = refusal.message;
  if (state.exitCode === 0) state.exitCode = COULD_NOT_START;
  if (state.status !== 'created') state.status = 'exited';
  if (container.hostConfig.AutoRemove) forgetContainer(world, engine, container);
  return refusal;
}

function setUpNetwork(world: World, engine: Engine, container: Container): Refusal | undefined {
  const mode = container.hostConfig.NetworkMode;
  const joined = joinedContainer(mode);
  if (joined !== undefined) return shareNamespace(engine, container, joined);
  if (isHostMode(mode) && container.config.Hostname === '')
    container.config = { ...container.config, Hostname: engine.host };
  return allocateNetwork(world, engine, container);
}

/** `--network container:x`: the namespace, the hostname and the files under /etc are those of x. */
function shareNamespace(engine: Engine, container: Container, term: string): Refusal | undefined {
  const other = findContainer(engine, term);
  if (isRefusal(other)) return other;
  if (other.id === container.id) return failed('cannot join own network');
  if (other.state.pid === 0) return conflict(`cannot join network of a non running container: ${term}`);
  if (other.state.status === 'restarting')
    return conflict(`Container ${term} is restarting, wait until the container is running`);
  const { Hostname, Domainname } = other.config;
  container.config = { ...container.config, Hostname, Domainname };
  container.netns = other.netns;
  return undefined;
}

/** The process itself: it opens its sockets, or ends because it cannot. */
function runProcess(world: World, engine: Engine, container: Container): void {
  const { state, program } = container;
  state.status = 'running';
  state.pid = 1000 + randomBelow(world.random, 30000);
  state.exitCode = 0;
  state.error = '';
  state.startedAt = world.now;
  const code = openProgramSockets(world, container);
  if (code !== undefined) {
    endProcess(world, engine, container, code);
  } else if (program.life.kind === 'ends') {
    const { after, code: exitCode } = program.life;
    if (after === 0) endProcess(world, engine, container, exitCode);
    else {
      const event = { kind: 'end-container', host: engine.host, container: container.id } as const;
      schedule(world, after, { ...event, startedAt: world.now, code: exitCode });
    }
  }
}
