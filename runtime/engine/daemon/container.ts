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
  /** Legacy links of the default bridge: alias -> the linked container, kept when it is removed. */
  readonly links: Map<string, Link>;
  /** The containers whose legacy links lead here, by id. */
  readonly linkedFrom: Set<string>;
  sandboxId: string;
  sandboxKey: string;
  /** Where its program runs; none while it has no network namespace of its own or another's. */
  netns: NetnsId | undefined;
  /** What is published now. */
  ports: PortBindings;
  /** What the program of the image listens on when it runs. */
  program: Program;
  readonly logs: LogLine[];
}

interface Link {
  readonly id: string;
  readonly name: string;
}

interface ContainerState {
  status: ContainerStatus;
  pid: number;
  exitCode: number;
  error: string;
  startedAt: number | undefined;
  finishedAt: number | undefined;
  restartCount: number;
  /** Stopped by a person: `unless-stopped` and `on-failure` leave it alone. */
  manuallyStopped: boolean;
  /** How long the restart policy waits before its next try; 0 before the first. Milliseconds. */
  restartDelay: number;
  /** Sockets of its program. */
  readonly sockets: SocketId[];
}

/** One attachment to a network: what was asked, and what it got while the container runs. */
export interface Attachment {
  ipamConfig: EndpointIpamConfig | null;
  /** The address in `ipamConfig` came from a swarm's managers, and goes with the process. */
  fromManagers?: boolean;
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
  readonly argv: readonly string[];
  readonly listen: readonly ProgramSocket[];
  readonly life: Life;
  /** What it says and how it ends when an address is taken; none: it dies with 1 and says nothing. */
  readonly clash?: Clash;
}

export type Life =
  /** Runs until it is stopped. */
  | { readonly kind: 'serves' }
  /** Ends by itself: the process's exit code and how long it ran, in milliseconds. */
  | { readonly kind: 'ends'; readonly code: number; readonly after: number }
  /** A command whose outcome the shell works out; it reports the end by `containerExited`. */
  | { readonly kind: 'command' };

export interface Clash {
  readonly code: number;
  /** `{address}`, `{port}` and `{time}` (`2026/11/23 23:30:52`) are filled in. */
  readonly text: string;
  /** The program goes on while one of its sockets could be opened. */
  readonly survivesWithSome: boolean;
}

export interface ProgramSocket {
  readonly port: number;
  readonly protocol: Transport;
  /** The bind address; `0.0.0.0` is the IPv4 wildcard, `::` that of both families. */
  readonly address: string;
  readonly service: 'echo' | 'http' | 'silent';
  /** Another process than the container's first holds it: the name that `ss` shows, and its backlog. */
  readonly heldBy?: { readonly name: string; readonly backlog: number };
}

export interface LogLine {
  readonly stream: 'stdout' | 'stderr';
  /** Virtual milliseconds. */
  readonly at: number;
  readonly text: string;
}
