import { formatIp, parseIp } from '../../address/ip.ts';
import { formatMac, parseMac } from '../../address/mac.ts';
import type { PortBinding, PortBindings } from '../../docker-api/container.ts';
import { announceContainer, attachToSwarm, isTaskContainer } from '../../swarm/attach-container.ts';
import type { World } from '../../world.ts';
import { type Engine, versionOf } from '../engine.ts';
import { createEndpoint, createSandbox, deleteEndpoint, joinEndpoint } from '../libnetwork/controller.ts';
import type { Endpoint, EndpointSpec } from '../libnetwork/endpoint.ts';
import type { Network } from '../libnetwork/network.ts';
import type { Sandbox } from '../libnetwork/sandbox.ts';
import { failed, invalid, type Refusal } from './answer.ts';
import { HOST_NETWORK, NONE_NETWORK, SHARED_NAMESPACE } from './conflicts.ts';
import type { Attachment, Container } from './container.ts';
import { dnsNamesOf } from './dns-names.ts';
import { endpointFault } from './endpoint-settings.ts';
import { isRefusal } from './engine-of.ts';
import { findNetwork } from './find-network.ts';
import { parseLink } from './legacy-links.ts';
import { fromLibnetwork } from './libnetwork-refusal.ts';
import {
  isBridgeMode,
  isContainerMode,
  isHostMode,
  isNoneMode,
  isUserDefined,
  networkNameOf,
} from './network-mode.ts';
import { sandboxConfig } from './sandbox-options.ts';

/**
 * Gives a running container an interface on a network, or one that is about to run (moby connectToNetwork).
 */
export function connectToNetwork(
  world: World,
  engine: Engine,
  container: Container,
  term: string,
  attachment: Attachment,
): Refusal | undefined {
  if (isContainerMode(container.hostConfig.NetworkMode)) return invalid(SHARED_NAMESPACE);
  if (engine.config.bridge === 'none' && isBridgeMode(term)) return undefined;
  const notAttached = attachToSwarm(world, engine, container, term, attachment);
  if (notAttached) return notAttached;
  const network = findNetwork(engine, term);
  if (isRefusal(network)) return network;
  const refusal = prepareAttachment(engine, container, network, attachment);
  if (refusal) return refusal;

  const created = createEndpoint(
    world,
    engine,
    network.id,
    endpointSpec(engine, container, network, attachment),
  );
  if (!created.ok) return fromLibnetwork(created);
  fillEndpoint(attachment, network, created.value);
  const joined = join(world, engine, container, created.value);
  if (joined) {
    deleteEndpoint(world, engine, created.value.id);
    return joined;
  }
  fillGateway(attachment, created.value);
  container.ports = publishedPorts(engine, container);
  announceContainer(world, engine, container, network, created.value);
  return undefined;
}

/** A container that does not run joins at its next start; what can be checked is checked now. */
export function connectStopped(
  engine: Engine,
  container: Container,
  term: string,
  attachment: Attachment,
): Refusal | undefined {
  const network = findNetwork(engine, term);
  if (!isRefusal(network)) return prepareAttachment(engine, container, network, attachment);
  container.networks.set(term, attachment);
  return undefined;
}

/**
 * Names, checks and conflicts of an attachment; the container's books have it from here on, whatever comes
 * next.
 */
function prepareAttachment(
  engine: Engine,
  container: Container,
  network: Network,
  attachment: Attachment,
): Refusal | undefined {
  const traits = versionOf(engine).daemon;
  const asked = {
    IPAMConfig: attachment.ipamConfig,
    Aliases: isUserDefined(network.name) ? null : attachment.aliases,
    MacAddress: attachment.desiredMac,
  };
  const fault = endpointFault(network.name, network.subnets, asked, traits);
  if (fault !== undefined) return invalid(fault);
  if (isUserDefined(network.name)) {
    const names = dnsNamesOf(container, attachment.aliases);
    if (traits.showsDnsNames) attachment.dnsNames = names;
    else attachment.aliases = [...new Set([...(attachment.aliases ?? []), ...names.slice(1)])];
  }
  const conflict = networkConflict(engine, container, network);
  if (conflict !== undefined) return invalid(conflict);
  container.networks.delete(network.id);
  if (!container.networks.get(network.name)?.endpointId) container.networks.set(network.name, attachment);
  return undefined;
}

/** Networks that cannot be had together. */
function networkConflict(engine: Engine, container: Container, network: Network): string | undefined {
  const { swarm } = versionOf(engine);
  if (!swarm.hostNetworkRefusesPorts && isTaskContainer(container)) return undefined;
  if (!isHostMode(container.hostConfig.NetworkMode) && network.driver === 'host') return HOST_NETWORK;
  for (const name of container.networks.keys()) {
    const other = findNetwork(engine, name);
    if (isRefusal(other)) continue;
    if (other.id === network.id) return undefined;
    if (other.driver === 'host' || network.driver === 'host') return SHARED_NAMESPACE;
    if (isNoneMode(other.name) || isNoneMode(network.name)) return NONE_NETWORK;
  }
  return undefined;
}

function endpointSpec(
  engine: Engine,
  container: Container,
  network: Network,
  attachment: Attachment,
): EndpointSpec {
  const ipv4 = parseIp(attachment.ipamConfig?.IPv4Address ?? '');
  const ipv6 = parseIp(attachment.ipamConfig?.IPv6Address ?? '');
  const mac = parseMac(macOf(engine, container, network, attachment));
  const linkLocal = (attachment.ipamConfig?.LinkLocalIPs ?? []).flatMap((text) => parseIp(text) ?? []);
  return {
    name: container.name,
    container: container.id,
    ...(ipv4 === undefined ? {} : { ipv4 }),
    ...(ipv6 === undefined ? {} : { ipv6 }),
    ...(mac === undefined ? {} : { mac }),
    ...(linkLocal.length === 0 ? {} : { linkLocal }),
    names: isUserDefined(network.name) ? dnsNamesOf(container, attachment.aliases) : [],
    links: new Map(
      (attachment.links ?? []).map((text) => {
        const { name, alias } = parseLink(text);
        return [alias, name];
      }),
    ),
    driverOptions: attachment.driverOpts ?? {},
  };
}

/**
 * The address asked for: of the attachment, or of the container, which means the network that it was made
 * with.
 */
function macOf(engine: Engine, container: Container, network: Network, attachment: Attachment): string {
  if (versionOf(engine).daemon.macPerEndpoint) return attachment.desiredMac;
  const first = networkNameOf(container.hostConfig.NetworkMode);
  return network.name === first || network.id === first ? (container.config.MacAddress ?? '') : '';
}

function join(world: World, engine: Engine, container: Container, endpoint: Endpoint): Refusal | undefined {
  const sandbox = ensureSandbox(world, engine, container);
  if (isRefusal(sandbox)) return sandbox;
  const joined = joinEndpoint(world, engine, endpoint.id, sandbox.id);
  return joined.ok ? undefined : fromLibnetwork(joined);
}

/** The container's sandbox; it is made when the first network is joined, or at the end when there is none. */
export function ensureSandbox(world: World, engine: Engine, container: Container): Sandbox | Refusal {
  const known = engine.controller.sandboxes.get(container.sandboxId);
  if (known) return known;
  const config = sandboxConfig(engine, container);
  if (isRefusal(config)) return config;
  const created = createSandbox(world, engine, container.id, config);
  if (!created.ok) return failed(created.message);
  container.sandboxId = created.value.id;
  container.sandboxKey = created.value.key;
  container.netns = created.value.netns;
  return created.value;
}

function fillEndpoint(attachment: Attachment, network: Network, endpoint: Endpoint): void {
  attachment.networkId = network.id;
  attachment.endpointId = endpoint.id;
  if (endpoint.mac !== undefined) attachment.macAddress = formatMac(endpoint.mac);
  if (endpoint.ipv4) {
    attachment.ipAddress = formatIp(endpoint.ipv4.ip);
    attachment.ipPrefixLen = endpoint.ipv4.length;
  }
  if (endpoint.ipv6) {
    attachment.globalIpv6Address = formatIp(endpoint.ipv6.ip);
    attachment.globalIpv6PrefixLen = endpoint.ipv6.length;
  }
}

function fillGateway(attachment: Attachment, { attachment: place }: Endpoint): void {
  if (place?.gateway !== undefined) attachment.gateway = formatIp(place.gateway);
  if (place?.gateway6 !== undefined) attachment.ipv6Gateway = formatIp(place.gateway6);
}

/**
 * `NetworkSettings.Ports`: the exposed ports, with null or with the places where the way out publishes them.
 */
export function publishedPorts(engine: Engine, container: Container): PortBindings {
  const { sandboxes, endpoints, networks } = engine.controller;
  for (const id of sandboxes.get(container.sandboxId)?.endpoints ?? []) {
    const endpoint = endpoints.get(id);
    const network = endpoint && networks.get(endpoint.network);
    if (network?.driver !== 'bridge' || network.internal) continue;
    const ports: { [port: string]: PortBinding[] | null } = {};
    for (const port of Object.keys(container.config.ExposedPorts ?? {})) ports[port] = null;
    for (const { protocol, containerPort, hostIp, hostPort } of endpoint!.mappings) {
      const key = `${containerPort}/${protocol}`;
      ports[key] = [...(ports[key] ?? []), { HostIp: formatIp(hostIp), HostPort: String(hostPort) }];
    }
    if (Object.keys(ports).length > 0) return ports;
  }
  return {};
}
