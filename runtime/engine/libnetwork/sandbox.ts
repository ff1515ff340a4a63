import type { Span } from '../../../diagnostics/span.ts';
import type { NetnsId, SocketId, Transport } from '../../kernel/kernel.ts';

/** A container's network namespace, with what the engine keeps in it. */
export interface Sandbox {
  /** 64 hexadecimal digits. */
  readonly id: string;
  /** `/run/docker/netns/1234567890ab`; `default` for the host's own namespace. */
  readonly key: string;
  readonly container: string;
  readonly netns: NetnsId;
  readonly config: SandboxConfig;
  /** Joined endpoints by id, the way out first. */
  readonly endpoints: string[];
  /** False until its process starts: interfaces are named then, in the order of `endpoints`. */
  started: boolean;
  /** Balances the services of one network of a swarm, and is no container's. */
  readonly balances?: boolean;
  /** It is being taken down: its endpoints leave one after the other. */
  inDelete: boolean;
  /** What the engine wrote into /etc/resolv.conf last: another content is a person's, and stays. */
  writtenResolvConf: string;
  /** The next interface is `eth` and this number. */
  nextInterface: number;
  /** Set once a user-defined network was joined. */
  resolver?: Resolver;
}

/** The embedded resolver of a sandbox: where it listens, and whom it asks. */
export interface Resolver {
  readonly udpPort: number;
  readonly tcpPort: number;
  readonly sockets: readonly SocketId[];
  upstreams: readonly Upstream[];
  /** Names without a dot are never forwarded once a person set `ndots`. */
  forwardsSingleLabels: boolean;
}

/** A name server behind the embedded resolver. */
export interface Upstream {
  readonly address: string;
  /** Asked from the host's namespace instead of the container's. */
  readonly fromHost: boolean;
}

/** What the daemon wants of a sandbox. */
export interface SandboxConfig {
  /** For traces: `h1/web`. */
  readonly label: string;
  /** Shares the host's namespace. */
  readonly useHost: boolean;
  readonly hostname: string;
  readonly domainname: string;
  /** What the person asked for; empty lists mean the host's own settings. */
  readonly dns: readonly string[];
  readonly dnsSearch: readonly string[];
  readonly dnsOptions: readonly string[];
  /** Lines of /etc/hosts that `--add-host` and links bring, in their order. */
  readonly extraHosts: readonly HostsEntry[];
  /** Ports that image and person expose: what legacy links open. */
  readonly exposed: readonly ExposedPort[];
  /** In the order in which they are published. */
  readonly published: readonly PortBinding[];
  /** Containers that this one is linked to on the default bridge, by id, where icc is off. */
  readonly linkedContainers: readonly string[];
  readonly origin?: Span;
}

export interface HostsEntry {
  readonly ip: string;
  /** One name, or several with spaces between them. */
  readonly names: string;
}

export interface ExposedPort {
  readonly protocol: Transport;
  readonly port: number;
}

/** A port to publish. Host port 0 means any; `hostPortEnd` closes a range and equals `hostPort` for a single port. */
export interface PortBinding {
  readonly protocol: Transport;
  readonly port: number;
  /** Empty means the network's or the daemon's default address. */
  readonly hostIp: string;
  readonly hostPort: number;
  readonly hostPortEnd: number;
  readonly origin?: Span;
}
