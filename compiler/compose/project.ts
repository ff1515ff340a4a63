import type { Span } from '../../diagnostics/span.ts';

/** A value with the place in the YAML that gave it. */
export interface Located<T> {
  readonly value: T;
  readonly origin: Span;
}

/**
 * What one or several compose files mean together: included, extended, merged, interpolated and checked.
 * Plain JSON-able data. Services and networks stand in the order of the files; `names.ts` has the order of creation.
 */
export interface ComposeProject {
  /** Normalised: `[a-z0-9][a-z0-9_-]*`. */
  readonly name: string;
  /** Which front end reads the files; names and aliases depend on it (`front-end.ts`). */
  readonly frontEnd: 'docker compose' | 'docker-compose';
  /** The folder that relative paths start from. */
  readonly directory: string;
  /** Every compose file that was read, in reading order: given, included and extended ones. */
  readonly files: readonly string[];
  /** The active profiles. */
  readonly profiles: readonly string[];
  readonly services: readonly ComposeService[];
  /** Services that no active profile asks for. They are complete, but `up` does not create them. */
  readonly disabled: readonly ComposeService[];
  /** Declared networks, and `default` if a service uses it. */
  readonly networks: readonly ComposeNetwork[];
  /** Top-level keys that are not about networks, merged and interpolated: volumes, secrets, configs, models, x-… */
  readonly rest: Json;
}

export interface ComposeService {
  readonly name: string;
  /** The service's key. */
  readonly origin: Span;
  readonly image?: Located<string>;
  readonly build?: Located<Json>;
  readonly command?: Located<readonly string[]>;
  readonly entrypoint?: Located<readonly string[]>;
  /** `env_file` and `environment` together; the latter wins. A null value is taken from nowhere: unset. */
  readonly environment: readonly ComposeVariable[];
  readonly labels: readonly Pair[];
  readonly profiles: readonly Located<string>[];
  readonly restart?: Located<string>;

  readonly containerName?: Located<string>;
  readonly hostname?: Located<string>;
  readonly domainname?: Located<string>;
  readonly macAddress?: Located<string>;

  readonly networkMode?: ComposeNetworkMode;
  /**
   * The networks to join, the one that becomes the container's primary network first: highest `priority`, then as
   * the front end breaks ties. Empty with a `network_mode`; `default` if the file names none.
   */
  readonly networks: readonly ComposeAttachment[];
  readonly ports: readonly ComposePort[];
  readonly expose: readonly ComposeExposed[];
  readonly links: readonly ComposeLink[];
  readonly externalLinks: readonly ComposeLink[];
  readonly extraHosts: readonly ComposeExtraHost[];
  readonly dns: readonly Located<string>[];
  readonly dnsSearch: readonly Located<string>[];
  readonly dnsOptions: readonly Located<string>[];
  readonly sysctls: readonly Pair[];
  readonly privileged: boolean;
  readonly capAdd: readonly Located<string>[];
  readonly capDrop: readonly Located<string>[];

  readonly dependsOn: readonly ComposeDependency[];
  readonly scale?: Located<number>;
  readonly deploy?: ComposeDeploy;
  /** Keys that are not about networks, merged and interpolated, for `config` to print. */
  readonly rest: Json;
}

/** A stand-alone value of a mapping such as `labels` or `driver_opts`. */
export interface Pair {
  readonly key: string;
  readonly value: string;
  readonly origin: Span;
}

export interface ComposeVariable {
  readonly key: string;
  readonly value: string | null;
  readonly origin: Span;
}

export type ComposeNetworkMode = { readonly origin: Span } & (
  | { readonly kind: 'host' | 'none' | 'bridge' | 'default' }
  | { readonly kind: 'service'; readonly service: string }
  | { readonly kind: 'container'; readonly container: string }
  | { readonly kind: 'network'; readonly network: string }
);

/** One entry under a service's `networks`. */
export interface ComposeAttachment {
  /** The network's key under the top-level `networks`. */
  readonly network: string;
  readonly origin: Span;
  /** False for the `default` that compose adds where no network is named; `origin` is the service then. */
  readonly written: boolean;
  readonly aliases: readonly Located<string>[];
  readonly ipv4Address?: Located<string>;
  readonly ipv6Address?: Located<string>;
  readonly linkLocalIps: readonly Located<string>[];
  readonly macAddress?: Located<string>;
  readonly interfaceName?: Located<string>;
  readonly driverOpts: readonly Pair[];
  readonly priority: number;
  readonly gwPriority: number;
}

/** One published port; short and long forms and ranges of container ports are all brought into this form. */
export interface ComposePort {
  readonly name?: string;
  readonly mode: 'ingress' | 'host';
  /** Without brackets: `::1`. Absent: every address of the host. */
  readonly hostIp?: string;
  readonly target: number;
  /** The host port, or the range that the engine picks from. Absent: any free port. */
  readonly published?: { readonly first: number; readonly last: number };
  readonly protocol: 'tcp' | 'udp' | 'sctp';
  readonly appProtocol?: string;
  readonly origin: Span;
}

/** A port, or a range of them, that the service says it listens on. */
export interface ComposeExposed {
  readonly first: number;
  readonly last: number;
  readonly protocol: 'tcp' | 'udp' | 'sctp';
  readonly origin: Span;
}

/** `db:database`: the service (or foreign container) and the name by which the linking container knows it. */
export interface ComposeLink {
  readonly target: string;
  readonly alias: string;
  readonly origin: Span;
}

export interface ComposeExtraHost {
  readonly host: string;
  /** An address, or `host-gateway`. */
  readonly address: string;
  readonly origin: Span;
}

export interface ComposeDependency {
  readonly service: string;
  readonly condition: string;
  readonly restart: boolean;
  readonly required: boolean;
  /** The key that says so; all but the first imply the dependency. */
  readonly by: 'depends_on' | 'links' | 'network_mode' | 'namespace' | 'volumes_from';
  readonly origin: Span;
}

export interface ComposeDeploy {
  readonly origin: Span;
  readonly mode?: Located<string>;
  readonly replicas?: Located<number>;
  readonly endpointMode?: Located<string>;
  readonly constraints: readonly Located<string>[];
  readonly preferences: readonly Located<string>[];
  readonly maxReplicasPerNode?: Located<number>;
  readonly updateConfig?: ComposeUpdateConfig;
  readonly rollbackConfig?: ComposeUpdateConfig;
  readonly restartPolicy?: ComposeRestartPolicy;
  readonly labels: readonly Pair[];
  readonly resources?: Json;
}

/** Durations stay as written: `10s`, `1m30s`. */
export interface ComposeUpdateConfig {
  readonly origin: Span;
  readonly parallelism?: number;
  readonly delay?: string;
  readonly failureAction?: string;
  readonly monitor?: string;
  readonly maxFailureRatio?: number;
  readonly order?: string;
}

export interface ComposeRestartPolicy {
  readonly origin: Span;
  readonly condition?: string;
  readonly delay?: string;
  readonly maxAttempts?: number;
  readonly window?: string;
}

export interface ComposeNetwork {
  /** The key under the top-level `networks`. */
  readonly key: string;
  /** The engine's name for it: `name:`, or the key if external, or `<project>_<key>`. */
  readonly name: string;
  readonly origin: Span;
  /** False for the `default` network that compose adds on its own; `origin` is then the first service using it. */
  readonly written: boolean;
  readonly external: boolean;
  readonly driver?: Located<string>;
  readonly driverOpts: readonly Pair[];
  readonly internal: boolean;
  readonly attachable: boolean;
  /** Absent: the engine's default. */
  readonly enableIpv4?: boolean;
  readonly enableIpv6?: boolean;
  readonly labels: readonly Pair[];
  readonly ipam: ComposeIpam;
}

export interface ComposeIpam {
  readonly driver?: Located<string>;
  readonly options: readonly Pair[];
  readonly config: readonly ComposePool[];
}

export interface ComposePool {
  readonly origin: Span;
  readonly subnet?: Located<string>;
  readonly ipRange?: Located<string>;
  readonly gateway?: Located<string>;
  readonly auxAddresses: readonly Pair[];
}

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
