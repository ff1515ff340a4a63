import type { Span } from '../../diagnostics/span.ts';

/** Everything that is there before Docker does anything: machines, wires, name servers. */
export interface Surroundings {
  readonly segments: readonly Segment[];
  readonly hosts: readonly Host[];
  readonly clients: readonly Client[];
  readonly images: readonly Image[];
  /** False: no machine has a way to the internet. */
  readonly seed?: number;
}

/** A LAN: one layer-2 segment with a subnet, perhaps a router with an uplink, perhaps a DNS server. */
export interface Segment {
  readonly name: string;
  readonly subnet: string;
  /**
   * The router's address on the segment; the default route of its machines. None: no router, no default
   * route.
   */
  readonly gateway?: string;
  /** Whether the router leads to the internet. */
  readonly uplink: boolean;
  readonly dns?: DnsServer;
  readonly origin?: Span;
}

export interface DnsServer {
  readonly address: string;
  readonly records: readonly {
    readonly name: string;
    readonly type: 'A' | 'AAAA' | 'CNAME' | 'PTR' | 'TXT';
    readonly data: string;
  }[];
  /** What it says to names that it does not know. */
  readonly otherwise: 'NXDOMAIN' | 'REFUSED' | 'SERVFAIL' | 'silent';
}

export interface Interface {
  readonly name: string;
  readonly segment: string;
  /** With prefix length: `192.168.1.31/24`. */
  readonly addresses: readonly string[];
  readonly mac?: string;
  readonly mtu?: number;
  /** The kernel's index of the card, where it is not the next one: listings are in its order. */
  readonly index?: number;
}

interface MachineBase {
  readonly name: string;
  readonly interfaces: readonly Interface[];
  readonly routes: readonly { readonly to: string; readonly via?: string; readonly dev?: string }[];
  readonly processes: readonly Listener[];
  readonly resolvConf?: string;
  readonly hostsFile?: string;
  readonly sysctls: { readonly [key: string]: string };
  /** `iptables ...` command lines that ran before dockerd started. */
  readonly firewall: readonly { readonly command: string; readonly origin: Span }[];
  /** Shell commands that prepare the machine before dockerd starts (own bridges, routes). */
  readonly origin?: Span;
}

export interface Host extends MachineBase {
  readonly kind: 'host';
  readonly platform: 'linux' | 'desktop';
  /** `20.10`, `26.1`; none means the default of the run. */
  readonly engine?: string;
  /** daemon.json, its own keys. */
  readonly daemon: { readonly [key: string]: JsonValue };
  /** Kernel features switched off or on: `ip_vs`, `esp`, `ipvlan`, `vlan`, `dummy`, `br_netfilter`. */
  readonly features: { readonly [feature: string]: boolean };
  /** Its part in a swarm declared at top level. */
  readonly swarmRole?: 'manager' | 'worker';
  readonly daemonOrigin?: Span;
}

export interface Client extends MachineBase {
  readonly kind: 'client';
}

/** A port on which a program listens. */
export interface Listener {
  readonly port: number;
  readonly protocol: 'tcp' | 'udp' | 'sctp';
  /** The bind address; none is the wildcard. */
  readonly address?: string;
  readonly name?: string;
  readonly origin?: Span;
}

/** What a scenario says of an image: which ports its program listens on and exposes. */
export interface Image {
  readonly name: string;
  readonly listen: readonly Listener[];
  readonly expose: readonly string[];
  readonly origin?: Span;
}

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };
