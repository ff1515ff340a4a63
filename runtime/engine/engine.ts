import type { DaemonConfig } from './daemon/config.ts';
import type { Container } from './daemon/container.ts';
import type { Image } from './images/image.ts';
import type { EngineVersion, VersionName } from './versions/version.ts';
import { versionNamed } from './versions/versions.ts';

/** One host's Docker Engine: plain data, written by `runtime/engine` alone. */
export interface Engine {
  readonly host: string;
  readonly version: VersionName;
  /** The engine's id (`docker info`). */
  readonly id: string;
  /** `stopped` leaves nothing behind; `killed` leaves rules, links and processes as they were. */
  status: 'running' | 'stopped' | 'killed';
  config: DaemonConfig;
  /** By id, in the order of creation. */
  readonly containers: Map<string, Container>;
  /** Images that the scenario declares, by name; they come before the catalogue. */
  readonly images: Map<string, Image>;
}

export const versionOf = (engine: Engine): EngineVersion => versionNamed(engine.version);
