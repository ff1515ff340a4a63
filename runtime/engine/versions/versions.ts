import { v20_10 } from './20.10.ts';
import { v26_1 } from './26.1.ts';
import type { EngineVersion, VersionName } from './version.ts';

/** Every release that dnet simulates. A new one is a file and a line here. */
const VERSIONS: { readonly [name in VersionName]: EngineVersion } = { '20.10': v20_10, '26.1': v26_1 };

export const VERSION_NAMES = Object.keys(VERSIONS) as VersionName[];

/** The newest release that captures of a real engine judge. */
export const DEFAULT_VERSION: VersionName = '26.1';

export const versionNamed = (name: VersionName): EngineVersion => VERSIONS[name];

/**
 * The release for what a person writes: `26.1`, `26.1.5`, `v20.10.24`. Undefined when dnet does not know the
 * line.
 */
export function resolveVersion(text: string): EngineVersion | undefined {
  const line = /^v?(\d+\.\d+)(?:\.\d+.*)?$/.exec(text.trim())?.[1];
  return line !== undefined && Object.hasOwn(VERSIONS, line) ? VERSIONS[line as VersionName] : undefined;
}
