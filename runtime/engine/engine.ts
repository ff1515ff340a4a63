import { randomHex } from '../random.ts';
import type { Membership } from '../swarm/membership.ts';
import type { World } from '../world.ts';
import type { Answer } from './daemon/answer.ts';
import { type DaemonConfig, DEFAULT_CONFIG } from './daemon/config.ts';
import type { Container } from './daemon/container.ts';
import type { DaemonJson } from './daemon/daemon-json.ts';
import { startDaemon } from './daemon/start-daemon.ts';
import type { Image } from './images/image.ts';
import { type Controller, newController } from './libnetwork/controller.ts';
import type { Sources } from './sources.ts';
import type { EngineVersion, VersionName } from './versions/version.ts';
import { DEFAULT_VERSION, versionNamed } from './versions/versions.ts';

/** One host's Docker Engine: plain data, written by `runtime/engine` alone. */
export interface Engine {
  readonly host: string;
  readonly version: VersionName;
  /** The engine's id (`docker info`). */
  readonly id: string;
  /** `stopped` leaves nothing behind; `killed` leaves rules, links and processes as they were. */
  status: 'running' | 'stopped' | 'killed';
  /** /etc/docker/daemon.json, as it is now. */
  daemonJson: DaemonJson;
  /** What the running daemon made of it. */
  config: DaemonConfig;
  /** By id, in the order of creation. */
  readonly containers: Map<string, Container>;
  /** The id of the container that has a name. */
  readonly containerNames: Map<string, string>;
  /** Images that the scenario declares, by name; they come before the catalogue. */
  readonly images: Map<string, Image>;
  /** Networks, endpoints and sandboxes. */
  readonly controller: Controller;
  readonly sources: Sources;
  /** The swarm that it is part of. */
  swarm?: Membership;
}

export interface EngineOptions {
  readonly version?: VersionName;
  readonly config?: DaemonJson;
  readonly images?: readonly Image[];
}

/**
 * Installs an engine on a host and starts it. It stays installed, and stopped, when its daemon refuses to
 * start.
 */
export function createEngine(world: World, host: string, options: EngineOptions = {}): Answer<null> {
  const engine: Engine = {
    host,
    version: options.version ?? DEFAULT_VERSION,
    id: engineId(world),
    status: 'stopped',
    daemonJson: options.config ?? {},
    config: DEFAULT_CONFIG,
    containers: new Map(),
    containerNames: new Map(),
    images: new Map((options.images ?? []).map((image) => [image.name, image])),
    controller: newController(),
    sources: new Map(),
  };
  world.engines.set(host, engine);
  return startDaemon(world, engine);
}

export const versionOf = (engine: Engine): EngineVersion => versionNamed(engine.version);

/** A UUID, as engines since 24.0 have it. */
function engineId(world: World): string {
  return randomHex(world.random, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
