import type { EndpointRequest, EndpointSettings, StringMap } from './network.ts';

/** The portable part of a container's configuration. */
export interface ContainerConfig {
  readonly Hostname: string;
  readonly Domainname: string;
  readonly User: string;
  readonly AttachStdin: boolean;
  readonly AttachStdout: boolean;
  readonly AttachStderr: boolean;
  /** Keys are `80/tcp`. Absent when nothing is exposed. */
  readonly ExposedPorts?: { readonly [port: string]: Record<string, never> };
  readonly Tty: boolean;
  readonly OpenStdin: boolean;
  readonly StdinOnce: boolean;
  readonly Env: readonly string[] | null;
  readonly Cmd: readonly string[] | null;
  readonly Image: string;
  readonly Volumes: { readonly [path: string]: Record<string, never> } | null;
  readonly WorkingDir: string;
  readonly Entrypoint: readonly string[] | null;
  readonly MacAddress?: string;
  readonly NetworkDisabled?: boolean;
  readonly OnBuild: readonly string[] | null;
  readonly Labels: StringMap;
  readonly StopSignal?: string;
  readonly StopTimeout?: number;
}

/**
 * A place on the host where a container's port is published. `HostPort` may be empty or a range in requests.
 */
export interface PortBinding {
  readonly HostIp: string;
  readonly HostPort: string;
}

export interface PortBindings {
  readonly [port: string]: readonly PortBinding[] | null;
}

export interface RestartPolicy {
  readonly Name: string;
  readonly MaximumRetryCount: number;
}

/** The part of a container's configuration that depends on the host, without resource limits. */
export interface HostConfig {
  readonly NetworkMode: string;
  readonly PortBindings: PortBindings;
  readonly RestartPolicy: RestartPolicy;
  readonly AutoRemove: boolean;
  readonly PublishAllPorts: boolean;
  readonly Dns: readonly string[] | null;
  readonly DnsOptions: readonly string[] | null;
  readonly DnsSearch: readonly string[] | null;
  readonly ExtraHosts: readonly string[] | null;
  readonly Links: readonly string[] | null;
  readonly CapAdd: readonly string[] | null;
  readonly Privileged: boolean;
  readonly UTSMode: string;
  readonly PidMode: string;
  readonly Sysctls?: StringMap;
}

/** POST /containers/create?name=... */
export interface ContainerCreateRequest {
  /** The query parameter `name`. Empty or absent: the daemon makes one up. */
  readonly name?: string;
  readonly Config: Partial<ContainerConfig> & { readonly Image: string };
  readonly HostConfig?: Partial<HostConfig>;
  readonly NetworkingConfig?: {
    readonly EndpointsConfig?: { readonly [network: string]: EndpointRequest | null };
  };
}

export interface ContainerCreateResponse {
  readonly Id: string;
  readonly Warnings: readonly string[];
}

export type ContainerStatus =
  | 'created'
  | 'running'
  | 'paused'
  | 'restarting'
  | 'removing'
  | 'exited'
  | 'dead';

export interface ContainerState {
  readonly Status: ContainerStatus;
  readonly Running: boolean;
  readonly Paused: boolean;
  readonly Restarting: boolean;
  readonly OOMKilled: boolean;
  readonly Dead: boolean;
  readonly Pid: number;
  readonly ExitCode: number;
  readonly Error: string;
  readonly StartedAt: string;
  readonly FinishedAt: string;
}

/**
 * `NetworkSettings` of an inspected container. The addresses outside `Networks` repeat those on the default
 * bridge.
 */
export interface NetworkSettings {
  readonly Bridge: string;
  readonly SandboxID: string;
  readonly SandboxKey: string;
  readonly Ports: PortBindings;
  readonly HairpinMode: boolean;
  readonly LinkLocalIPv6Address: string;
  readonly LinkLocalIPv6PrefixLen: number;
  readonly SecondaryIPAddresses: null;
  readonly SecondaryIPv6Addresses: null;
  readonly EndpointID: string;
  readonly Gateway: string;
  readonly GlobalIPv6Address: string;
  readonly GlobalIPv6PrefixLen: number;
  readonly IPAddress: string;
  readonly IPPrefixLen: number;
  readonly IPv6Gateway: string;
  readonly MacAddress: string;
  readonly Networks: { readonly [name: string]: EndpointSettings };
}

/** GET /containers/{id}/json */
export interface ContainerJson {
  readonly Id: string;
  readonly Created: string;
  readonly Path: string;
  readonly Args: readonly string[];
  readonly State: ContainerState;
  readonly Image: string;
  readonly ResolvConfPath: string;
  readonly HostnamePath: string;
  readonly HostsPath: string;
  readonly LogPath: string;
  /** With a leading slash. */
  readonly Name: string;
  readonly RestartCount: number;
  readonly Driver: string;
  readonly Platform: string;
  readonly HostConfig: HostConfig;
  readonly Config: ContainerConfig;
  readonly NetworkSettings: NetworkSettings;
}

/** A port in a list of containers. */
export interface Port {
  readonly IP?: string;
  readonly PrivatePort: number;
  readonly PublicPort?: number;
  readonly Type: string;
}

/** An element of GET /containers/json */
export interface ContainerSummary {
  readonly Id: string;
  readonly Names: readonly string[];
  readonly Image: string;
  readonly ImageID: string;
  readonly Command: string;
  /** Seconds since the epoch. */
  readonly Created: number;
  readonly Ports: readonly Port[];
  readonly Labels: StringMap;
  readonly State: ContainerStatus;
  /** `Up 5 seconds`, `Exited (0) 3 seconds ago`. */
  readonly Status: string;
  readonly HostConfig: { readonly NetworkMode: string };
  readonly NetworkSettings: { readonly Networks: { readonly [name: string]: EndpointSettings } };
}

export interface ContainerWaitResponse {
  readonly StatusCode: number;
}

/** POST /containers/prune */
export interface ContainerPruneResponse {
  readonly ContainersDeleted: readonly string[] | null;
  readonly SpaceReclaimed: number;
}
