import type { NetnsId } from '../../kernel/kernel.ts';
import type { World } from '../../world.ts';
import { type Engine, versionOf } from '../engine.ts';
import { findImage } from '../images/find-image.ts';
import { type Answer, answer, conflict, type Refusal } from './answer.ts';
import type { Container } from './container.ts';
import { isRefusal, runningEngine } from './engine-of.ts';
import { findContainer } from './find-container.ts';
import { linkEnvironment } from './legacy-links.ts';
import { joinedContainer } from './network-mode.ts';

/** Where a command inside a container runs. */
export interface ExecContext {
  readonly container: string;
  readonly netns: NetnsId;
  readonly hostname: string;
  /**
   * Files are `${files}:path` in `World.files`; those under /etc that the engine writes are
   * `${networkFiles}:path`.
   */
  readonly files: string;
  readonly networkFiles: string;
  /** `NAME=value`, in the order in which `env` prints them. */
  readonly env: readonly string[];
  readonly workingDir: string;
  /** NET_ADMIN: links, addresses and routes may be changed from inside. */
  readonly mayConfigure: boolean;
  /** Commands that exist there. */
  readonly tools: readonly string[];
}

/** POST /containers/{id}/exec, as far as the daemon answers it: the command itself is the shell's. */
export function containerExecContext(world: World, host: string, term: string): Answer<ExecContext> {
  const engine = runningEngine(world, host);
  if (isRefusal(engine)) return engine;
  const container = findContainer(engine, term);
  if (isRefusal(container)) return container;
  const refusal = refuseExec(engine, container, term);
  if (refusal) return refusal;
  const links = linkEnvironment(engine, container);
  if (isRefusal(links)) return links;
  return answer({
    container: container.id,
    netns: container.netns!,
    hostname: container.config.Hostname,
    files: container.id,
    networkFiles: ownerOfFiles(engine, container).id,
    env: environment(container, links),
    workingDir: container.config.WorkingDir || '/',
    mayConfigure: isNetworkAdmin(container),
    tools: findImage(engine, container.image).tools,
  });
}

const isNetworkAdmin = ({ hostConfig }: Container): boolean =>
  hostConfig.Privileged || (hostConfig.CapAdd ?? []).some((name) => /^(CAP_)?(NET_ADMIN|ALL)$/i.test(name));

function refuseExec(engine: Engine, { state, id }: Container, term: string): Refusal | undefined {
  if (state.status === 'restarting')
    return conflict(`Container ${id} is restarting, wait until the container is running`);
  if (state.pid === 0) return conflict(versionOf(engine).daemon.texts.notRunning(id));
  if (state.status === 'paused')
    return conflict(`Container ${term} is paused, unpause the container before exec`);
  return undefined;
}

/**
 * Whose /etc/hosts, resolv.conf and hostname a container has: those of the container whose namespace it
 * shares.
 */
function ownerOfFiles(engine: Engine, container: Container): Container {
  const joined = joinedContainer(container.hostConfig.NetworkMode);
  const other = joined === undefined ? undefined : findContainer(engine, joined);
  return other === undefined || isRefusal(other) ? container : ownerOfFiles(engine, other);
}

const DEFAULT_PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * The daemon's own variables, then links', then the container's, which replace those of the same name in
 * place.
 */
function environment({ config }: Container, links: readonly string[]): string[] {
  const variables = new Map<string, string>();
  for (const variable of [DEFAULT_PATH, `HOSTNAME=${config.Hostname}`, ...links, ...(config.Env ?? [])]) {
    variables.set(variable.split('=')[0]!, variable);
  }
  if (!variables.has('HOME')) variables.set('HOME', 'HOME=/root');
  return [...variables.values()];
}
