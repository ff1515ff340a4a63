import type { Span } from '../../diagnostics/span.ts';
import type { Cidr } from '../address/cidr.ts';
import type { Ip } from '../address/ip.ts';
import type { Mac } from '../address/mac.ts';
import type { Connection } from './conntrack/connection.ts';
import type { Ruleset } from './netfilter/ruleset.ts';

/**
 * What all Linux kernels of a world hold. Plain data throughout (Maps, arrays, numbers): `structuredClone` forks it.
 * Everybody may read; only the functions of this folder write.
 */
export interface Kernel {
  readonly machines: Map<string, Machine>;
  readonly namespaces: Map<NetnsId, Netns>;
  readonly links: Map<LinkId, Link>;
  readonly segments: Map<string, Segment>;
  /** Traffic that a fault of the scenario swallows between machines. */
  readonly faults: Map<string, Fault>;
  /** Grows with every change of state, so that caches know when they are stale. */
  revision: number;
  nextId: number;
}

export type NetnsId = number;
export type LinkId = number;
export type SocketId = number;

/** A computer with a kernel: a Docker host, a LAN client, a router. */
export interface Machine {
  readonly name: string;
  readonly kind: 'host' | 'client' | 'router' | 'internet';
  readonly root: NetnsId;
  readonly features: KernelFeatures;
}

/** What the kernel was built with; the lab's kernel, for one, has neither IPVS nor ESP. */
export interface KernelFeatures {
  readonly ipVs: boolean;
  readonly esp: boolean;
  readonly ipvlan: boolean;
  readonly macvlan: boolean;
  readonly vlan: boolean;
  readonly dummy: boolean;
  readonly vxlan: boolean;
  readonly brNetfilter: boolean;
  readonly sctp: boolean;
}

export interface Netns {
  readonly id: NetnsId;
  /** `` for a machine's own, else the name under /run/docker/netns. */
  name: string;
  readonly machine: string;
  /** For traces and names: `h1`, `h1/web`, `h1/ingress_sbox`. */
  label: string;
  readonly links: Map<number, LinkId>;
  readonly linksByName: Map<string, LinkId>;
  readonly routes: Route[];
  /** By link and address; list them with `neighboursOf`. */
  readonly neighbours: Map<LinkId, Map<Ip, Neighbour>>;
  readonly ipv4: Ruleset;
  readonly ipv6: Ruleset;
  /** Each connection is filed under the hashes of both its tuples; list them with `connectionsOf`. */
  readonly conntrack: Map<number, Connection[]>;
  readonly sockets: Map<SocketId, Socket>;
  readonly sysctls: Map<string, string>;
  readonly ipvs: IpvsService[];
  readonly xfrm: XfrmPolicy[];
  nextIndex: number;
  nextEphemeralPort: number;
}

export interface LinkAddress {
  readonly ip: Ip;
  readonly length: number;
  readonly scope: 'global' | 'link' | 'host';
  readonly broadcast?: Ip;
  /** `kernel_lo`, `kernel_ll`: addresses that the kernel made itself. */
  readonly protocol?: 'kernel_lo' | 'kernel_ll';
  readonly noDad?: boolean;
}

interface LinkBase {
  readonly id: LinkId;
  netns: NetnsId;
  /** Unique in its namespace, as the kernel's ifindex. */
  index: number;
  name: string;
  mac: Mac;
  mtu: number;
  up: boolean;
  /** The bridge that this link is a port of. */
  master?: LinkId;
  /** Bridge port flag: a frame may leave by the port it came in by. */
  hairpin?: boolean;
  readonly addresses: LinkAddress[];
  /** VLAN, macvlan and ipvlan links on top of this one. */
  children?: LinkId[];
  group?: string;
  /** Length of the transmit queue: 1000 where `ip link add` or the machine made the link, none where dockerd did. */
  queueLength?: number;
}

export type Link = LinkBase &
  (
    | { readonly kind: 'loopback' }
    | { readonly kind: 'dummy' }
    | { readonly kind: 'veth'; peer: LinkId }
    | {
        readonly kind: 'bridge';
        /** The links whose `master` is this bridge, by their index. */
        readonly ports: LinkId[];
        /** Learned and permanent entries: MAC -> port. */
        readonly fdb: Map<Mac, FdbEntry>;
        stp: boolean;
        /** True once the MAC was set by hand: it then no longer follows the ports. */
        fixedMac: boolean;
        /** True once the MTU was set by hand: it then no longer follows the ports. */
        fixedMtu?: boolean;
        /** Made with `ip link add`: it reports a carrier before its first port, and its state stays UNKNOWN. */
        handMade?: boolean;
      }
    | { readonly kind: 'nic'; segment: string }
    | { readonly kind: 'vlan'; parent: LinkId; readonly vlan: number }
    | { readonly kind: 'macvlan'; parent: LinkId; readonly mode: 'bridge' | 'private' | 'vepa' | 'passthru' }
    | {
        readonly kind: 'ipvlan';
        parent: LinkId;
        readonly mode: 'l2' | 'l3' | 'l3s';
        readonly flag: 'bridge' | 'private' | 'vepa';
      }
    | {
        readonly kind: 'vxlan';
        readonly vni: number;
        readonly port: number;
        /** Set in the machine's own namespace: the tunnel is sent from here even after the link moved away. */
        readonly underlay: NetnsId;
        readonly local: Ip;
        readonly proxy: boolean;
        readonly learning: boolean;
        readonly l2miss: boolean;
        readonly l3miss: boolean;
        /** MAC -> remote tunnel endpoint, permanent: what gossip wrote. */
        readonly fdb: Map<Mac, Ip>;
      }
  );

export type LinkKind = Link['kind'];
export type LinkOf<K extends LinkKind> = Extract<Link, { kind: K }>;

export interface FdbEntry {
  readonly port: LinkId;
  readonly permanent: boolean;
}

export interface Route {
  readonly destination: Cidr;
  readonly via?: Ip;
  readonly link?: LinkId;
  readonly source?: Ip;
  readonly scope: 'global' | 'link' | 'host';
  readonly protocol: 'kernel' | 'boot' | 'static' | 'ra';
  readonly metric: number;
  readonly type: 'unicast' | 'unreachable' | 'blackhole' | 'prohibit';
}

export interface Neighbour {
  readonly ip: Ip;
  readonly link: LinkId;
  readonly mac?: Mac;
  readonly state: 'REACHABLE' | 'STALE' | 'FAILED' | 'PERMANENT';
}

/** A layer-2 segment between machines: every NIC on it hears every other one. */
export interface Segment {
  readonly name: string;
  readonly nics: LinkId[];
}

export type Transport = 'tcp' | 'udp' | 'sctp';

/** A listening TCP socket or a bound datagram socket. */
export interface Socket {
  readonly id: SocketId;
  readonly netns: NetnsId;
  readonly transport: Transport;
  /** The bind address; `any` is the wildcard of one family, `dual` is `::` without IPV6_V6ONLY. */
  readonly address: Ip | 'any4' | 'any6' | 'dual';
  readonly port: number;
  readonly process: Process;
  readonly service: Service;
  /** A datagram socket that does not use IP_PKTINFO answers from the outgoing interface's address, not the one asked. */
  readonly repliesFrom: 'asked' | 'route';
  readonly backlog: number;
}

export interface Process {
  readonly name: string;
  readonly pid: number;
  /** The container it runs in, by id; none for a process of the machine. */
  readonly container?: string;
  readonly span?: Span;
}

/** What a program does with a connection or a datagram: data, so that worlds can be cloned and explained. */
export type Service =
  /** Says who it is, who asked, and at which address. `name` is the hostname it gives. */
  | { readonly kind: 'echo'; readonly name: string; readonly tellsLocal: boolean }
  /** Speaks HTTP: a page that says which server it is. */
  | { readonly kind: 'http'; readonly name: string; readonly page?: string }
  /** docker-proxy: opens a connection of its own to `to` and copies bytes. */
  | { readonly kind: 'proxy'; readonly to: Ip; readonly port: number }
  /** A DNS server: the embedded resolver of a sandbox, or a LAN's server with its records. */
  | { readonly kind: 'dns'; readonly server: string }
  /** Accepts and stays silent: a paused process, a port that dockerd only reserves. */
  | { readonly kind: 'silent' };

/** A virtual server of IPVS, chosen by firewall mark (libnetwork uses no other kind). */
export interface IpvsService {
  readonly mark: number;
  readonly scheduler: 'rr';
  readonly destinations: IpvsDestination[];
  /** Where round robin stands: the index served last. */
  cursor: number;
}

export interface IpvsDestination {
  readonly address: Ip;
  weight: number;
  readonly forward: 'masq' | 'route';
  activeConnections: number;
}

export interface XfrmPolicy {
  readonly source: Ip;
  readonly destination: Ip;
  readonly direction: 'out';
  readonly mark: number;
  readonly spi: number;
  readonly requestId: number;
  /** Of this way and of the way back; none where the kernel could not make them (no ESP): packets that need them are lost. */
  readonly states: readonly XfrmState[];
}

/** One direction's key (security association), in transport mode. */
export interface XfrmState {
  readonly source: Ip;
  readonly destination: Ip;
  readonly spi: number;
  /** Key and salt in hexadecimal digits, of AES-GCM. */
  readonly key: string;
}

/** What a step of the scenario broke on the wire between machines. */
export type Fault =
  | {
      readonly kind: 'block';
      readonly between: readonly [string, string];
      readonly protocol: string;
      readonly port?: number;
      readonly span?: Span;
    }
  | { readonly kind: 'partition'; readonly sides: readonly (readonly string[])[]; readonly span?: Span }
  | {
      readonly kind: 'loss';
      readonly between: readonly [string, string];
      readonly percent: number;
      /** Packets that came by so far: of 100, `percent` are lost, evenly spread, so that runs repeat. */
      seen?: number;
      readonly span?: Span;
    }
  | { readonly kind: 'down'; readonly machine: string; readonly span?: Span };
