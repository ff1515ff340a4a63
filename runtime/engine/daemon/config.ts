/** What daemon.json said, parsed and with its defaults filled in: what the daemon runs with. */
export interface DaemonConfig {
  /** `bridge`: the device of the default bridge; `none` for no default bridge; undefined means docker0. */
  readonly bridge?: string;
  /** `bip`: the address and prefix length of the default bridge. */
  readonly bip?: string;
  readonly fixedCidr?: string;
  readonly fixedCidrV6?: string;
  readonly defaultGateway?: string;
  readonly defaultGatewayV6?: string;
  /** Bytes; of the default bridge only. */
  readonly mtu: number;
  readonly icc: boolean;
  /** The host address that ports are published on by default. */
  readonly ip: string;
  readonly ipForward: boolean;
  readonly ipMasq: boolean;
  readonly iptables: boolean;
  readonly ip6tables: boolean;
  readonly ipv6: boolean;
  readonly userlandProxy: boolean;
  readonly dns: readonly string[];
  readonly dnsSearch: readonly string[];
  readonly dnsOpts: readonly string[];
  readonly defaultAddressPools: readonly { readonly base: string; readonly size: number }[];
  /** What `host-gateway` stands for; undefined means the default bridge's gateway. */
  readonly hostGatewayIp?: string;
  readonly liveRestore: boolean;
  readonly experimental: boolean;
}

export const DEFAULT_CONFIG: DaemonConfig = {
  mtu: 1500,
  icc: true,
  ip: '0.0.0.0',
  ipForward: true,
  ipMasq: true,
  iptables: true,
  ip6tables: false,
  ipv6: false,
  userlandProxy: true,
  dns: [],
  dnsSearch: [],
  dnsOpts: [],
  defaultAddressPools: [],
  liveRestore: false,
  experimental: false,
};
