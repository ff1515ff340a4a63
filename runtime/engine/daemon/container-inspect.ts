import type {
  ContainerJson,
  ContainerState,
  HostConfig,
  NetworkSettings,
} from '../../docker-api/container.ts';
import type { EndpointSettings } from '../../docker-api/network.ts';
import type { World } from '../../world.ts';
import { type Engine, versionOf } from '../engine.ts';
import type { DaemonTraits } from '../versions/daemon-traits.ts';
import { type Answer, answer } from './answer.ts';
import type { Attachment, Container } from './container.ts';
import { isRefusal, runningEngine } from './engine-of.ts';
import { findContainer } from './find-container.ts';
import { isBridgeMode, isUserDefined, networkNameOf } from './network-mode.ts';
import { sortedByKey } from './sorted-by-key.ts';
import { timestamp } from './timestamps.ts';

/** GET /containers/{id}/json */
export function containerInspect(world: World, host: string, term: string): Answer<ContainerJson> {
  const engine = runningEngine(world, host);
  if (isRefusal(engine)) return engine;
  const container = findContainer(engine, term);
  if (isRefusal(container)) return container;
  return answer(containerJson(world, engine, container));
}

function containerJson(world: World, engine: Engine, container: Container): ContainerJson {
  const traits = versionOf(engine).daemon;
  const home = `/var/lib/docker/containers/${container.id}`;
  const filesOf = container.sandboxId === '' && container.state.startedAt === undefined ? '' : home;
  const file = (name: string): string => (filesOf === '' ? '' : `${filesOf}/${name}`);
  const [path = '', ...args] = container.program.argv;
  return {
    Id: container.id,
    Created: timestamp(world, container.created),
    Path: path,
    Args: args,
    State: stateJson(world, container),
    Image: container.imageId,
    ResolvConfPath: file('resolv.conf'),
    HostnamePath: file('hostname'),
    HostsPath: file('hosts'),
    LogPath: file(`${container.id}-json.log`),
    Name: `/${container.name}`,
    RestartCount: container.state.restartCount,
    Driver: 'overlay2',
    Platform: 'linux',
    HostConfig: hostConfigJson(engine, container),
    Config: configJson(container, traits),
    NetworkSettings: networkSettings(engine, container),
  };
}

function stateJson(world: World, { state }: Container): ContainerState {
  return {
    Status: state.status,
    Running: ['running', 'paused', 'restarting'].includes(state.status),
    Paused: state.status === 'paused',
    Restarting: state.status === 'restarting',
    OOMKilled: false,
    Dead: state.status === 'dead',
    Pid: state.pid,
    ExitCode: state.exitCode,
    Error: state.error,
    StartedAt: timestamp(world, state.startedAt),
    FinishedAt: timestamp(world, state.finishedAt),
  };
}

/** Links appear as what they were resolved to: `/db:/app/database`. */
function hostConfigJson(engine: Engine, { hostConfig, links, name }: Container): HostConfig {
  const nameOf = (link: { readonly id: string; readonly name: string }): string =>
    engine.containers.get(link.id)?.name ?? link.name;
  const resolved = [...links].map(([alias, link]) => `/${nameOf(link)}:/${name}/${alias}`);
  return {
    ...hostConfig,
    PortBindings: sortedByKey(hostConfig.PortBindings),
    Links: resolved.length > 0 ? resolved : null,
  };
}

/** Where a MAC address belongs to an attachment, the old field repeats that of the first network. */
function configJson({ config, hostConfig, networks }: Container, traits: DaemonTraits): Container['config'] {
  const mode = hostConfig.NetworkMode;
  if (!traits.macPerEndpoint || config.MacAddress || !(isBridgeMode(mode) || isUserDefined(mode)))
    return config;
  const mac = networks.get(networkNameOf(mode))?.desiredMac;
  return mac ? { ...config, MacAddress: mac } : config;
}

function networkSettings(engine: Engine, container: Container): NetworkSettings {
  const traits = versionOf(engine).daemon;
  const onOwnBridge =
    container.state.startedAt !== undefined && isBridgeMode(container.hostConfig.NetworkMode);
  const own = {
    Bridge: onOwnBridge ? (engine.config.bridge ?? '') : '',
    SandboxID: container.sandboxId,
    SandboxKey: container.sandboxKey,
    Ports: sortedByKey(container.ports),
    HairpinMode: false,
    LinkLocalIPv6Address: '',
    LinkLocalIPv6PrefixLen: 0,
  };
  const onBridge = container.networks.get('bridge');
  return {
    ...inOrder(own, traits.networkSettingsKeys),
    SecondaryIPAddresses: null,
    SecondaryIPv6Addresses: null,
    EndpointID: onBridge?.endpointId ?? '',
    Gateway: onBridge?.gateway ?? '',
    GlobalIPv6Address: onBridge?.globalIpv6Address ?? '',
    GlobalIPv6PrefixLen: onBridge?.globalIpv6PrefixLen ?? 0,
    IPAddress: onBridge?.ipAddress ?? '',
    IPPrefixLen: onBridge?.ipPrefixLen ?? 0,
    IPv6Gateway: onBridge?.ipv6Gateway ?? '',
    MacAddress: onBridge?.macAddress ?? '',
    Networks: networksJson(container, traits),
  };
}

/** The attachments by network name, sorted as Go prints a map. */
export function networksJson(
  container: Container,
  traits: DaemonTraits,
): { readonly [name: string]: EndpointSettings } {
  const names = [...container.networks.keys()].sort();
  return Object.fromEntries(names.map((name) => [name, endpointJson(container.networks.get(name)!, traits)]));
}

function endpointJson(attachment: Attachment, traits: DaemonTraits): EndpointSettings {
  const all: EndpointSettings = {
    IPAMConfig: attachment.ipamConfig,
    Links: attachment.links,
    Aliases: attachment.aliases,
    MacAddress: attachment.macAddress,
    DriverOpts: attachment.driverOpts,
    NetworkID: attachment.networkId,
    EndpointID: attachment.endpointId,
    Gateway: attachment.gateway,
    IPAddress: attachment.ipAddress,
    IPPrefixLen: attachment.ipPrefixLen,
    IPv6Gateway: attachment.ipv6Gateway,
    GlobalIPv6Address: attachment.globalIpv6Address,
    GlobalIPv6PrefixLen: attachment.globalIpv6PrefixLen,
    DNSNames: attachment.dnsNames,
  };
  return inOrder(all, traits.endpointSettingsKeys);
}

/** The named keys alone, in their order: JSON prints keys in the order in which they were made. */
function inOrder<T extends object>(value: T, keys: readonly string[]): T {
  return Object.fromEntries(keys.map((key) => [key, value[key as keyof T]])) as T;
}
