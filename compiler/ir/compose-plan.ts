import type { Span } from '../../diagnostics/span.ts';
import type { ContainerSpec, NetworkSpec } from './action.ts';

/**
 * What a compose project asks of an engine: the runtime plays it with `up`, `down` and the rest. Addresses,
 * names of networks and aliases are settled; a container's own name and index are not, because `up` counts
 * them.
 */
export interface ComposePlan {
  readonly project: string;
  /** The program that plays it. They differ in the order of their requests and in their words. */
  readonly frontEnd: 'docker compose' | 'docker-compose';
  /** Of the program, for the labels that it writes. */
  readonly version: string;
  /** Between the parts of a container's name. */
  readonly separator: '-' | '_';
  /** Absolute paths, as labels say them. */
  readonly directory: string;
  readonly files: readonly string[];
  /** In the order of creation; those that no active service joins are left out. */
  readonly networks: readonly PlannedNetwork[];
  /** In the order in which the program takes those that do not wait for each other. */
  readonly services: readonly PlannedService[];
}

export interface PlannedNetwork {
  /** The key under `networks`. */
  readonly key: string;
  /** `up` looks for it and never makes it. */
  readonly external: boolean;
  readonly spec: NetworkSpec;
  /** Changes whenever the configuration does. */
  readonly hash: string;
}

export interface PlannedService {
  readonly name: string;
  readonly scale: number;
  /** A name of the file's own, instead of one made of project, service and number. */
  readonly containerName?: string;
  /**
   * Without name. Attachments hold the file's own aliases; `listen` is what the file exposes and publishes.
   */
  readonly container: ContainerSpec;
  readonly entrypoint?: readonly string[];
  readonly capAdd: readonly string[];
  readonly privileged: boolean;
  /** The file builds the image, or gives it a command or files: then it listens on `listen` besides. */
  readonly changesProgram: boolean;
  /** The service whose network namespace it shares. */
  readonly sharesNetworkOf?: string;
  readonly links: readonly PlannedLink[];
  readonly externalLinks: readonly PlannedLink[];
  readonly dependsOn: readonly PlannedDependency[];
  /** Another service waits for its program to end: it does its work and ends well. */
  readonly runsToCompletion: boolean;
  /** Changes whenever the configuration does. */
  readonly hash: string;
  readonly origin: Span;
}

export interface PlannedLink {
  /** A service of the project, or a container of another. */
  readonly target: string;
  readonly alias: string;
}

export interface PlannedDependency {
  readonly service: string;
  /** `service_started`, `service_healthy`, `service_completed_successfully`. */
  readonly condition: string;
  /** Whether it is restarted when the other is made anew. */
  readonly restart: boolean;
}
