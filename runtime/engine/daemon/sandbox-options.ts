import type { Span } from '../../../diagnostics/span.ts';
import { formatIp } from '../../address/ip.ts';
import type { PortBinding as HostPlace } from '../../docker-api/container.ts';
import type { Transport } from '../../kernel/kernel.ts';
import type { Engine } from '../engine.ts';
import type { ExposedPort, HostsEntry, PortBinding, SandboxConfig } from '../libnetwork/sandbox.ts';
import { portSource } from '../sources.ts';
import { failed, type Refusal } from './answer.ts';
import type { Container } from './container.ts';
import { isRefusal } from './engine-of.ts';
import { findNetwork } from './find-network.ts';
import { isHostMode } from './network-mode.ts';

/** What libnetwork is told of a container's sandbox (moby buildSandboxOptions). */
export function sandboxConfig(engine: Engine, container: Container): SandboxConfig | Refusal {
  const extraHosts = extraHostsOf(engine, container);
  if ('ok' in extraHosts) return extraHosts;
  const dns = dnsOf(engine, container);
  return {
    label: `${engine.host}/${container.name}`,
    useHost: isHostMode(container.hostConfig.NetworkMode),
    hostname: container.config.Hostname,
    domainname: container.config.Domainname,
    dns: dns.servers,
    dnsSearch: dns.search,
    dnsOptions: dns.options,
    extraHosts,
    ...portsOf(engine, container),
    linkedContainers: [...container.links.values()].map(({ id }) => id),
  };
}

/**
 * Ports of a container in the daemon's order: the higher host port first, then the higher container port, TCP
 * before UDP (go-connections nat.SortPortMap). Bindings of a port that is not exposed are nobody's.
 */
function portsOf(
  { sources }: Engine,
  { name, config, hostConfig }: Container,
): {
  readonly exposed: readonly ExposedPort[];
  readonly published: readonly PortBinding[];
} {
  const bindings = (port: ExposedPort): PortBinding[] =>
    (hostConfig.PortBindings[`${port.port}/${port.protocol}`] ?? [])
      .map((place) => publish(port, place, sources.get(portSource(name, `${port.port}/${port.protocol}`))))
      .sort((a, b) => b.hostPort - a.hostPort);
  const first = (port: ExposedPort): number => bindings(port)[0]?.hostPort ?? 0;
  const exposed = Object.keys(config.ExposedPorts ?? {})
    .map(parsePort)
    .sort((a, b) => first(b) - first(a) || b.port - a.port || (a.protocol === 'tcp' ? -1 : 1));
  const published = exposed.flatMap((port): PortBinding[] => {
    const own = bindings(port);
    if (own.length > 0) return own;
    return hostConfig.PublishAllPorts ? [publish(port, { HostIp: '', HostPort: '' })] : [];
  });
  return { exposed, published };
}

function parsePort(key: string): ExposedPort {
  const [number, protocol = 'tcp'] = key.split('/');
  return { port: Number(number), protocol: protocol as Transport };
}

function publish(port: ExposedPort, { HostIp, HostPort }: HostPlace, origin?: Span): PortBinding {
  const [first = '', last = first] = HostPort.split('-');
  const place = { hostIp: HostIp, hostPort: Number(first || 0), hostPortEnd: Number(last || 0) };
  return { ...port, ...place, ...(origin && { origin }) };
}

/**
 * Who resolves names for a container, and which words it adds: its own settings, else those of the daemon.
 */
function dnsOf(
  engine: Engine,
  { hostConfig }: Container,
): {
  readonly servers: readonly string[];
  readonly search: readonly string[];
  readonly options: readonly string[];
} {
  const or = (own: readonly string[] | null, daemon: readonly string[]): readonly string[] =>
    own && own.length > 0 ? own : daemon;
  return {
    servers: or(hostConfig.Dns, engine.config.dns),
    search: or(hostConfig.DnsSearch, engine.config.dnsSearch),
    options: or(hostConfig.DnsOptions, engine.config.dnsOpts),
  };
}

/** What `host-gateway` stands for: the daemon's option, else the default bridge's own address. */
function hostGateway(engine: Engine): string | undefined {
  const bridge = findNetwork(engine, 'bridge');
  const gateway = isRefusal(bridge) ? undefined : bridge.subnets[0]?.gateway;
  return engine.config.hostGatewayIp ?? (gateway === undefined ? undefined : formatIp(gateway));
}

/** The lines that `--add-host` and links add to /etc/hosts. */
export function extraHostsOf(engine: Engine, container: Container): readonly HostsEntry[] | Refusal {
  const gateway = hostGateway(engine);
  const lines: HostsEntry[] = [];
  for (const text of container.hostConfig.ExtraHosts ?? []) {
    const colon = text.indexOf(':');
    const address = text.slice(colon + 1);
    if (address === 'host-gateway' && gateway === undefined)
      return failed('unable to derive the IP value for host-gateway');
    lines.push({ names: text.slice(0, colon), ip: address === 'host-gateway' ? gateway! : address });
  }
  return [...lines, ...linkLines(engine, container)];
}

/** A linked container goes by the alias, its hostname and its name. */
function linkLines(engine: Engine, container: Container): HostsEntry[] {
  if (!container.networks.has('bridge')) return [];
  return [...container.links].flatMap(([alias, link]): HostsEntry[] => {
    const child = engine.containers.get(link.id);
    const ip = child?.networks.get('bridge')?.ipAddress;
    if (!child || !ip) return [];
    const names = [alias, child.config.Hostname, ...(alias === child.name ? [] : [child.name])];
    return [{ ip, names: names.join(' ') }];
  });
}
