import type { ContainerCreateRequest, HostConfig } from '../docker-api/container.ts';
import type { EndpointRequest } from '../docker-api/network.ts';
import { isMac, type NetworkOption, networkOption } from './network-option.ts';
import { parsePortSpecs } from './port-specs.ts';
import { type ClientResult, complain, ok } from './result.ts';

/** The options of `docker run` and `docker create`, as typed. */
export interface RunOptions {
  readonly name: string;
  readonly image: string;
  readonly command: readonly string[];
  readonly entrypoint?: string;
  readonly hostname: string;
  readonly domainname: string;
  readonly networks: readonly NetworkOption[];
  readonly aliases: readonly string[];
  readonly ip: string;
  readonly ip6: string;
  readonly linkLocalIps: readonly string[];
  readonly mac: string;
  readonly publish: readonly string[];
  readonly publishAll: boolean;
  readonly expose: readonly string[];
  readonly links: readonly string[];
  readonly dns: readonly string[];
  readonly dnsSearch: readonly string[];
  readonly dnsOptions: readonly string[];
  readonly extraHosts: readonly string[];
  readonly environment: readonly string[];
  readonly labels: { readonly [key: string]: string };
  readonly sysctls: { readonly [key: string]: string };
  readonly capAdd: readonly string[];
  readonly privileged: boolean;
  readonly restart: string;
  readonly autoRemove: boolean;
  readonly uts: string;
  readonly pid: string;
  readonly tty: boolean;
  readonly interactive: boolean;
}

export const runOptions = (name: string, image: string): RunOptions => ({
  name,
  image,
  command: [],
  hostname: '',
  domainname: '',
  networks: [],
  aliases: [],
  ip: '',
  ip6: '',
  linkLocalIps: [],
  mac: '',
  publish: [],
  publishAll: false,
  expose: [],
  links: [],
  dns: [],
  dnsSearch: [],
  dnsOptions: [],
  extraHosts: [],
  environment: [],
  labels: {},
  sysctls: {},
  capAdd: [],
  privileged: false,
  restart: 'no',
  autoRemove: false,
  uts: '',
  pid: '',
  tty: false,
  interactive: false,
});

const PREDEFINED = new Set(['default', 'bridge', 'host', 'none']);
const isUserDefined = (target: string): boolean =>
  !PREDEFINED.has(target) && !target.startsWith('container:');

/** What may stand both at `--network` and in an option of its own; both at once contradict each other. */
const EXCLUSIVE: readonly (readonly [(n: NetworkOption, o: RunOptions) => boolean, string])[] = [
  [(n, o) => n.aliases.length > 0 && o.aliases.length > 0, '--network-alias and per-network alias'],
  [(n, o) => n.links.length > 0 && o.links.length > 0, '--link and per-network links'],
  [(n, o) => n.ip !== '' && o.ip !== '', '--ip and per-network IPv4 address'],
  [(n, o) => n.ip6 !== '' && o.ip6 !== '', '--ip6 and per-network IPv6 address'],
  [
    (n, o) => n.linkLocalIps.length > 0 && o.linkLocalIps.length > 0,
    '--link-local-ip and per-network link-local IP addresses',
  ],
  [(n, o) => n.mac !== '' && o.mac !== '', '--mac-address and per-network MAC address'],
];

/** The options of the command line belong to its first network. */
function withContainerOptions(network: NetworkOption, options: RunOptions): ClientResult<NetworkOption> {
  const clash = EXCLUSIVE.find(([both]) => both(network, options));
  if (clash) return complain(`conflicting options: cannot specify both ${clash[1]}`);
  return ok({
    ...network,
    aliases: options.aliases.length > 0 ? options.aliases : network.aliases,
    // On a network of one's own a link is an alias of the attachment; on the default bridge it is a legacy link.
    links: isUserDefined(network.target) && options.links.length > 0 ? options.links : network.links,
    ip: options.ip || network.ip,
    ip6: options.ip6 || network.ip6,
    linkLocalIps: options.linkLocalIps.length > 0 ? options.linkLocalIps : network.linkLocalIps,
    mac: options.mac || network.mac,
  });
}

/** The API's form of one attachment; undefined where nothing was asked. */
export function endpointRequest(network: NetworkOption): EndpointRequest | undefined {
  const addressed = network.ip !== '' || network.ip6 !== '' || network.linkLocalIps.length > 0;
  const request: EndpointRequest = {
    ...(network.aliases.length > 0 ? { Aliases: network.aliases } : {}),
    ...(network.links.length > 0 ? { Links: network.links } : {}),
    ...(addressed
      ? {
          IPAMConfig: {
            ...(network.ip === '' ? {} : { IPv4Address: network.ip }),
            ...(network.ip6 === '' ? {} : { IPv6Address: network.ip6 }),
            ...(network.linkLocalIps.length > 0 ? { LinkLocalIPs: network.linkLocalIps } : {}),
          },
        }
      : {}),
    ...(network.mac === '' ? {} : { MacAddress: network.mac }),
    ...(Object.keys(network.driverOptions).length > 0 ? { DriverOpts: network.driverOptions } : {}),
    ...(network.gwPriority === 0 ? {} : { GwPriority: network.gwPriority }),
  };
  return Object.keys(request).length === 0 ? undefined : request;
}

function endpointsOf(
  options: RunOptions,
): ClientResult<{ readonly [network: string]: EndpointRequest | null }> {
  const networks = options.networks.length > 0 ? options.networks : [networkOption('default')];
  const endpoints: { [network: string]: EndpointRequest | null } = {};
  for (const [i, network] of networks.entries()) {
    const full = i === 0 ? withContainerOptions(network, options) : ok(network);
    if (!full.ok) return full;
    if (full.value.aliases.length > 0 && !isUserDefined(network.target))
      return complain('network-scoped aliases are only supported for user-defined networks');
    if (full.value.mac !== '' && !isMac(full.value.mac))
      return complain(`${full.value.mac} is not a valid mac address`);
    if (Object.hasOwn(endpoints, network.target))
      return complain(`network "${network.target}" is specified multiple times`);
    const request = endpointRequest(full.value);
    // A single network without options is left to the daemon, as clients before API 1.44 did.
    if (request === undefined && networks.length === 1) continue;
    endpoints[network.target] = request ?? {};
  }
  const mixed =
    networks.some((n) => isUserDefined(n.target)) && networks.some((n) => !isUserDefined(n.target));
  return mixed
    ? complain('conflicting options: cannot attach both user-defined and non-user-defined network-modes')
    : ok(endpoints);
}

/** `on-failure:3` to its parts. */
function restartPolicy(text: string): ClientResult<HostConfig['RestartPolicy']> {
  const [name = '', count] = text.split(':', 2);
  if (text !== '' && name === '')
    return complain('invalid restart policy format: no policy provided before colon');
  if (count !== undefined && !/^-?\d+$/.test(count))
    return complain('invalid restart policy format: maximum retry count must be an integer');
  return ok({ Name: name === '' ? 'no' : name, MaximumRetryCount: Number(count ?? 0) });
}

/** What the client asks of the daemon, or its own complaint (docker/cli cli/command/container/opts.go). */
export function containerRequest(options: RunOptions): ClientResult<ContainerCreateRequest> {
  if (options.mac !== '' && !isMac(options.mac)) return complain(`${options.mac} is not a valid mac address`);
  const ports = parsePortSpecs(options.publish, options.expose);
  if (!ports.ok) return ports;
  const restart = restartPolicy(options.restart);
  if (!restart.ok) return restart;
  if (options.autoRemove && restart.value.Name !== 'no')
    return complain('conflicting options: cannot specify both --restart and --rm');
  const endpoints = endpointsOf(options);
  if (!endpoints.ok) return endpoints;
  const exposed = ports.value.exposed.map((port) => [port, {}] as const);
  return ok({
    name: options.name,
    Config: {
      Hostname: options.hostname,
      Domainname: options.domainname,
      AttachStdin: false,
      AttachStdout: false,
      AttachStderr: false,
      Tty: options.tty,
      OpenStdin: options.interactive,
      ...(exposed.length > 0 ? { ExposedPorts: Object.fromEntries(exposed) } : {}),
      Env: options.environment,
      Cmd: options.command.length > 0 ? options.command : null,
      Image: options.image,
      Entrypoint: options.entrypoint === undefined ? null : [options.entrypoint],
      Labels: options.labels,
    },
    HostConfig: hostConfig(options, ports.value.bindings, restart.value),
    NetworkingConfig: { EndpointsConfig: endpoints.value },
  });
}

function hostConfig(
  options: RunOptions,
  bindings: HostConfig['PortBindings'],
  restart: HostConfig['RestartPolicy'],
): Partial<HostConfig> {
  return {
    NetworkMode: options.networks[0]?.target ?? 'default',
    PortBindings: bindings,
    RestartPolicy: restart,
    AutoRemove: options.autoRemove,
    PublishAllPorts: options.publishAll,
    Dns: options.dns,
    DnsOptions: options.dnsOptions,
    DnsSearch: options.dnsSearch,
    ExtraHosts: options.extraHosts.length > 0 ? options.extraHosts : null,
    Links: options.links.length > 0 ? options.links : null,
    CapAdd: options.capAdd.length > 0 ? options.capAdd : null,
    Privileged: options.privileged,
    UTSMode: options.uts,
    PidMode: options.pid,
    ...(Object.keys(options.sysctls).length > 0 ? { Sysctls: options.sysctls } : {}),
  };
}

/** Requests that an older API does not know, in the words of Docker's own client library. */
export function unsupportedBy(request: ContainerCreateRequest, apiVersion: string): string | undefined {
  const endpoints = Object.values(request.NetworkingConfig?.EndpointsConfig ?? {});
  const older = (version: string): boolean => compareApi(apiVersion, version) < 0;
  const needs = (what: string, version: string): string =>
    `"${what}" requires API version ${version}, but the Docker daemon API version is ${apiVersion}`;
  if (older('1.44') && endpoints.some((e) => e?.MacAddress))
    return needs('specify mac-address per network', '1.44');
  if (older('1.48') && endpoints.some((e) => e?.GwPriority))
    return needs('specify gw-priority per network', '1.48');
  return undefined;
}

/** By number, part by part: 1.9 comes before 1.41. */
export function compareApi(a: string, b: string): number {
  const [x, y] = [a.split('.').map(Number), b.split('.').map(Number)];
  return (x[0] ?? 0) - (y[0] ?? 0) || (x[1] ?? 0) - (y[1] ?? 0);
}
