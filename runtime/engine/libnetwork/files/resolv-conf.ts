import { isLoopback, parseIp } from '../../../address/ip.ts';
import type { World } from '../../../world.ts';
import { type Engine, versionOf } from '../../engine.ts';
import type { Resolver, Sandbox, SandboxConfig, Upstream } from '../sandbox.ts';
import { commented } from './commented-resolv-conf.ts';
import { nameserversIn, optionsIn, searchIn } from './parse-resolv-conf.ts';
import { plain } from './plain-resolv-conf.ts';

/** The engine's resolver, as containers see it. */
export const RESOLVER_ADDRESS = '127.0.0.11';

/** What a container's /etc/resolv.conf is made from. */
export interface ResolvConfSource {
  /** The host's file, and where it was read. */
  readonly host: string;
  readonly hostPath: string;
  /** What stands in the container now. */
  readonly current: string;
  readonly config: SandboxConfig;
  /** IPv6 name servers are of use. */
  readonly speaksIpv6: boolean;
}

/** A file for the engine's resolver, and what the resolver needs to know. */
export interface ResolverConf {
  readonly text: string;
  readonly upstreams: readonly Upstream[];
  readonly forwardsSingleLabels: boolean;
}

/** One generation of the file. */
export interface ResolvConfStyle {
  /** Without the engine's resolver: default bridge, host and none. */
  readonly direct: (source: ResolvConfSource) => string;
  readonly throughResolver: (source: ResolvConfSource) => ResolverConf;
}

const STYLES: { readonly [style in 'plain' | 'commented']: ResolvConfStyle } = { plain, commented };
const styleOf = (engine: Engine): ResolvConfStyle => STYLES[versionOf(engine).libnetwork.resolvConf];

const pathOf = ({ container }: Sandbox): string => `${container}:/etc/resolv.conf`;

/** Writes the file of a sandbox without the engine's resolver; one that a person changed stays. */
export function writeResolvConf(world: World, engine: Engine, sandbox: Sandbox): void {
  if (isChanged(world, sandbox)) return;
  write(world, sandbox, styleOf(engine).direct(sourceFor(world, engine, sandbox)));
}

/** Points the file at the engine's resolver, and says whom that asks. */
export function pointAtResolver(
  world: World,
  engine: Engine,
  sandbox: Sandbox,
): Pick<Resolver, 'upstreams' | 'forwardsSingleLabels'> {
  const { text, ...resolver } = styleOf(engine).throughResolver(sourceFor(world, engine, sandbox));
  if (!isChanged(world, sandbox)) write(world, sandbox, text);
  return resolver;
}

const isChanged = (world: World, sandbox: Sandbox): boolean =>
  (world.files.get(pathOf(sandbox)) ?? '') !== sandbox.writtenResolvConf && sandbox.writtenResolvConf !== '';

function write(world: World, sandbox: Sandbox, text: string): void {
  world.files.set(pathOf(sandbox), text);
  sandbox.writtenResolvConf = text;
}

const HOST_PATH = '/etc/resolv.conf';
const SYSTEMD_PATH = '/run/systemd/resolve/resolv.conf';
const SYSTEMD_STUB = '127.0.0.53';

function sourceFor(world: World, engine: Engine, sandbox: Sandbox): ResolvConfSource {
  const fileOf = (path: string): string | undefined => world.files.get(`${engine.host}:${path}`);
  const servers = nameserversIn(fileOf(HOST_PATH) ?? '');
  const isStub = servers.length === 1 && servers[0] === SYSTEMD_STUB && fileOf(SYSTEMD_PATH) !== undefined;
  const hostPath = isStub ? SYSTEMD_PATH : HOST_PATH;
  const { networks, endpoints } = engine.controller;
  return {
    host: fileOf(hostPath) ?? '',
    hostPath,
    current: world.files.get(pathOf(sandbox)) ?? '',
    config: sandbox.config,
    speaksIpv6: sandbox.endpoints.some((id) => networks.get(endpoints.get(id)!.network)!.enableIpv6),
  };
}

/** Where a container asks that the host's file leaves without a server. */
export const PUBLIC_SERVERS = ['8.8.8.8', '8.8.4.4'] as const;
export const PUBLIC_SERVERS_IPV6 = ['2001:4860:4860::8888', '2001:4860:4860::8844'] as const;

/** libnetwork takes no more servers than the C library does. */
export const MAX_UPSTREAMS = 3;

export const isIpv6 = (address: string): boolean => address.includes(':');

/** 127.0.0.0/8 and ::1: in a container that is the container. */
export function isLoopbackAddress(address: string): boolean {
  const ip = parseIp(address);
  return ip !== undefined && isLoopback(ip);
}

/** The words of the file: a person's own instead of the host's; the search list `.` means none. */
export function wordsOf({ config, host }: ResolvConfSource): {
  readonly servers: readonly string[];
  readonly search: readonly string[];
  readonly options: readonly string[];
} {
  const search = config.dnsSearch.length > 0 ? config.dnsSearch : searchIn(host);
  return {
    servers: config.dns.length > 0 ? config.dns : nameserversIn(host),
    search: search.length === 1 && search[0] === '.' ? [] : search,
    options: config.dnsOptions.length > 0 ? config.dnsOptions : optionsIn(host),
  };
}

/** Whether the words are the host's alone. */
export const isHostsOwn = ({ dns, dnsSearch, dnsOptions }: SandboxConfig): boolean =>
  dns.length + dnsSearch.length + dnsOptions.length === 0;

/** A person's `ndots:N`; without one, the resolver's own is 0, so that a bare name is asked as it is. */
export const ndotsIn = (options: readonly string[]): string | undefined =>
  options.find((option) => /^ndots:\d+$/.test(option));

export const NDOTS = 'ndots:0';
