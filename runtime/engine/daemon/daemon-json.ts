import { parseIp } from '../../address/ip.ts';
import type { DaemonTraits } from '../versions/daemon-traits.ts';
import { type DaemonConfig, DEFAULT_CONFIG } from './config.ts';

/** The text of daemon.json, as values by key. */
export interface DaemonJson {
  readonly [key: string]: unknown;
}

type Parsed =
  | { readonly ok: true; readonly config: DaemonConfig }
  | { readonly ok: false; readonly message: string };

type Kind = 'string' | 'int' | 'bool' | 'net.IP' | '[]string' | 'addresses' | 'pools' | 'other';

/** Where a key goes, and of which type it is. `other`: dockerd knows the key, and it touches no network. */
const KEYS: { readonly [key: string]: readonly [Kind, keyof DaemonConfig | undefined] } = {
  bridge: ['string', 'bridge'],
  bip: ['string', 'bip'],
  'fixed-cidr': ['string', 'fixedCidr'],
  'fixed-cidr-v6': ['string', 'fixedCidrV6'],
  'default-gateway': ['net.IP', 'defaultGateway'],
  'default-gateway-v6': ['net.IP', 'defaultGatewayV6'],
  mtu: ['int', 'mtu'],
  icc: ['bool', 'icc'],
  ip: ['net.IP', 'ip'],
  'ip-forward': ['bool', 'ipForward'],
  'ip-masq': ['bool', 'ipMasq'],
  iptables: ['bool', 'iptables'],
  ip6tables: ['bool', 'ip6tables'],
  ipv6: ['bool', 'ipv6'],
  'userland-proxy': ['bool', 'userlandProxy'],
  dns: ['addresses', 'dns'],
  'dns-search': ['[]string', 'dnsSearch'],
  'dns-opts': ['[]string', 'dnsOpts'],
  'default-address-pools': ['pools', 'defaultAddressPools'],
  'host-gateway-ip': ['net.IP', 'hostGatewayIp'],
  'live-restore': ['bool', 'liveRestore'],
  experimental: ['bool', 'experimental'],
  ...Object.fromEntries(
    [
      'authorization-plugins',
      'cgroup-parent',
      'containerd',
      'containerd-namespace',
      'containerd-plugin-namespace',
      'data-root',
      'debug',
      'default-cgroupns-mode',
      'default-ipc-mode',
      'default-runtime',
      'default-shm-size',
      'default-ulimits',
      'exec-opts',
      'exec-root',
      'features',
      'group',
      'hosts',
      'init',
      'init-path',
      'insecure-registries',
      'labels',
      'log-driver',
      'log-level',
      'log-opts',
      'max-concurrent-downloads',
      'max-concurrent-uploads',
      'max-download-attempts',
      'metrics-addr',
      'no-new-privileges',
      'node-generic-resources',
      'oom-score-adjust',
      'pidfile',
      'raw-logs',
      'registry-mirrors',
      'runtimes',
      'seccomp-profile',
      'selinux-enabled',
      'shutdown-timeout',
      'storage-driver',
      'storage-opts',
      'swarm-default-advertise-addr',
      'tls',
      'tlscacert',
      'tlscert',
      'tlskey',
      'tlsverify',
      'userland-proxy-path',
      'userns-remap',
    ].map((key) => [key, ['other', undefined] as const]),
  ),
};

/** What is wrong with daemon.json stands after this (moby cmd/dockerd/daemon.go). */
const HEADING = 'unable to configure the Docker daemon with file /etc/docker/daemon.json: ';

/** Reads daemon.json with the daemon's own complaints. */
export function parseDaemonJson(json: DaemonJson, traits: DaemonTraits): Parsed {
  const unknown = Object.keys(json).filter((key) => !Object.hasOwn(KEYS, key));
  if (unknown.length > 0) {
    const message = `the following directives don't match any configuration option: ${unknown.join(', ')}`;
    return { ok: false, message: HEADING + message };
  }
  const values: { [field: string]: unknown } = {};
  for (const [key, value] of Object.entries(json)) {
    const [kind, field] = KEYS[key]!;
    const fault = valueFault(key, kind, value, traits);
    if (fault !== undefined) return { ok: false, message: HEADING + fault };
    if (field !== undefined) values[field] = value;
  }
  return { ok: true, config: { ...DEFAULT_CONFIG, ...values } };
}

function valueFault(key: string, kind: Kind, value: unknown, { texts }: DaemonTraits): string | undefined {
  const wrong = wrongType(kind, value);
  if (wrong !== undefined) {
    const [goValue, goType] = wrong;
    return `json: cannot unmarshal ${goValue} into Go struct field ${texts.configField(key)} of type ${goType}`;
  }
  if (kind === 'net.IP' && value !== '' && parseIp(value as string) === undefined)
    return `invalid IP address: ${value}`;
  if (kind === 'addresses') {
    const bad = (value as string[]).find((address) => parseIp(address) === undefined);
    if (bad !== undefined) return texts.configNotAnAddress(bad);
  }
  return undefined;
}

/** What JSON has and what Go wants, when they do not fit. */
function wrongType(kind: Kind, value: unknown): readonly [string, string] | undefined {
  const is = (type: string): readonly [string, string] | undefined =>
    typeof value === type ? undefined : [jsonType(value), type === 'boolean' ? 'bool' : kind];
  switch (kind) {
    case 'string':
    case 'net.IP':
      return is('string');
    case 'bool':
      return is('boolean');
    case 'int':
      if (typeof value === 'number' && !Number.isInteger(value)) return [`number ${value}`, 'int'];
      return is('number');
    case '[]string':
    case 'addresses':
      if (!Array.isArray(value)) return [jsonType(value), '[]string'];
      return value.every((item) => typeof item === 'string') ? undefined : [jsonType(value[0]), 'string'];
    case 'pools':
      return Array.isArray(value) ? undefined : [jsonType(value), '[]*ipamutils.NetworkToSplit'];
    case 'other':
      return undefined;
    default:
      return kind satisfies never;
  }
}

function jsonType(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

/** Options that contradict each other: the daemon reads its file, and then does not start. */
export function configConflict(config: DaemonConfig): string | undefined {
  if (config.bridge && config.bip)
    return 'You specified -b & --bip, mutually exclusive options. Please specify only one';
  if (!config.iptables && !config.icc)
    return 'You specified --iptables=false with --icc=false. ICC=false uses iptables to function. Please set --icc or --iptables to true';
  if (config.ip6tables && !config.experimental)
    return 'ip6tables rules are only available if experimental features are enabled';
  return undefined;
}
