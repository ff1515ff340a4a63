import type { ContainerJson } from '../docker-api/container.ts';
import type { NetworkResource } from '../docker-api/network.ts';
import type { VersionName } from '../engine/versions/version.ts';

/** What one engine and its machine said of themselves at one moment. */
export interface Observation {
  /** As the scenario calls the machine. */
  readonly host: string;
  readonly version: VersionName;
  /** False while its daemon does not answer: then nothing else is known. */
  readonly running: boolean;
  readonly containers: readonly ObservedContainer[];
  readonly networks: readonly NetworkResource[];
  /** Nothing where nobody can look into the machine's own namespace. */
  readonly root?: ObservedNamespace;
}

export interface ObservedContainer {
  /** As the scenario calls it. */
  readonly name: string;
  readonly inspect: ContainerJson;
  /** None while it does not run. */
  readonly namespace?: ObservedNamespace;
}

/** A machine on the LAN that is no Docker host. */
export interface ObservedClient {
  readonly name: string;
  readonly namespace: ObservedNamespace;
}

/** A namespace as the tools inside show it. */
export interface ObservedNamespace {
  /** The output of `look`. */
  readonly listing: string;
  /** `iptables-save`, where somebody may read it. */
  readonly rules?: string;
}
