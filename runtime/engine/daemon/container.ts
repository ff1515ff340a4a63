import type {
  ContainerConfig,
  ContainerStatus,
  HostConfig,
  PortBindings,
} from '../../docker-api/container.ts';
import type { EndpointIpamConfig, StringMap } from '../../docker-api/network.ts';
import type { NetnsId, SocketId, Transport } from '../../kernel/kernel.ts';

/** A container as the daemon keeps it. Times are virtual milliseconds since the story began. */
export interface Container {
  readonly id: string;
  /** Without the slash. */
  name: string;
  readonly created: number;
  readonly image: string;
  readonly imageId: string;
  config: ContainerConfig;
  hostConfig: HostConfig;
  readonly state: ContainerState;
  /** Attachments by network name, in the order in which they were made. */
  readonly networks: Map<string, Attachment>;
  /** Legacy links of the default bridge: alias -> id of the linked container. */
  readonly links: Map<string, string>;
  sandboxId: string;
  sandboxKey: string;
  /** Where its program runs; none while it has no network namespace of its own or another's. */
  netns: NetnsId | undefined;
  /** What is published now. */
  ports: PortBindings;
  /** What the program of the image listens on when it runs. */
  readonly program: Program;
  readonly logs: LogLine[];
  readonly autoRemove: boolean;
}

export interface ContainerState {
  status: ContainerStatus;
  pid: number;
  exitCode: number;
  error: string;
  startedAt: number | undefined;
  finishedAt: number | undefined;
  restartCount: number;
  /** Stopped by a person: `unless-stopped` and `on-failure` leave it alone. */
  manuallyStopped: boolean;
  /** Sockets of its program. */
  readonly sockets: SocketId[];
}

/** One attachment to a network: what was asked, and what it got while the container runs. */
export interface Attachment {
  ipamConfig: EndpointIpamConfig | null;
  links: readonly string[] | null;
  aliases: readonly string[] | null;
  driverOpts: StringMap | null;
  /** Asked for; empty when the engine may choose. */
  desiredMac: string;
  gwPriority: number;
  dnsNames: readonly string[] | null;
  networkId: string;
  endpointId: string;
  gateway: string;
  ipAddress: string;
  ipPrefixLen: number;
  ipv6Gateway: string;
  globalIpv6Address: string;
  globalIpv6PrefixLen: number;
  macAddress: string;
}

/** What a container's process does, as far as the network sees it. */
export interface Program {
  readonly path: string;
  readonly args: readonly string[];
  readonly listen: readonly ProgramSocket[];
  /** What runs: `serve` keeps on until it is stopped, `exit` ends at once with the code. */
  readonly life: { readonly kind: 'serve' } | { readonly kind: 'exit'; readonly code: number };
}

export interface ProgramSocket {
  readonly port: number;
  readonly protocol: Transport;
  /** The bind address; `0.0.0.0` and `::` are the wildcards. */
  readonly address: string;
  readonly service: 'echo' | 'http' | 'silent';
}

export interface LogLine {
  readonly stream: 'stdout' | 'stderr';
  readonly at: number;
  readonly text: string;
}
