import type { VersionName } from '../runtime/engine/versions/version.ts';
import { VERSION_NAMES, versionNamed } from '../runtime/engine/versions/versions.ts';

/** The newest simulated release that is not newer than an engine of this API. */
export function releaseFor(apiVersion: string): VersionName {
  const known = VERSION_NAMES.filter((name) => rank(versionNamed(name).apiVersion) <= rank(apiVersion));
  return (
    known.sort((a, b) => rank(versionNamed(b).apiVersion) - rank(versionNamed(a).apiVersion))[0] ??
    VERSION_NAMES[0]!
  );
}

/** `1.45` as 1045. */
const rank = (version: string): number => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major * 1000 + minor;
};
