import type { DaemonTraits } from './daemon-traits.ts';
import type { LibnetworkTraits } from './libnetwork-traits.ts';
import type { SwarmTraits } from './swarm-traits.ts';

/** The releases that dnet simulates, by the name that a scenario gives. */
export type VersionName = '20.10' | '26.1';

/**
 * Everything in which an engine release differs from its neighbours: numbers, texts, switches. Code asks for
 * a field and never for the name, so that a new release is a new row.
 */
export interface EngineVersion {
  readonly name: VersionName;
  /** What `docker version` says: `26.1.5+dfsg1`. */
  readonly release: string;
  readonly apiVersion: string;
  readonly minApiVersion: string;
  /** The Debian release that ships this engine: its hosts have that release's iproute2 and iptables. */
  readonly hostTools: 'debian-12' | 'debian-13';
  readonly daemon: DaemonTraits;
  readonly swarm: SwarmTraits;
  readonly libnetwork: LibnetworkTraits;
}
