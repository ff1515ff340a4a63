import type { ContainerCreateRequest, ContainerCreateResponse } from '../../docker-api/container.ts';
import type { EndpointRequest } from '../../docker-api/network.ts';
import { randomHex } from '../../random.ts';
import type { World } from '../../world.ts';
import { type Engine, versionOf } from '../engine.ts';
import { repositoryOf } from '../images/find-image.ts';
import type { DaemonTraits } from '../versions/daemon-traits.ts';
import { type Answer, answer, invalid, notFound, type Refusal } from './answer.ts';
import { buildContainer, newAttachment } from './build-container.ts';
import type { Container } from './container.ts';
import { inventName, refuseName } from './container-name.ts';
import { addressFaults, endpointFault, joinFaults } from './endpoint-settings.ts';
import { isRefusal, runningEngine } from './engine-of.ts';
import { fileContainer } from './file-container.ts';
import { findContainer } from './find-container.ts';
import { findNetwork } from './find-network.ts';
import { registerLinks } from './legacy-links.ts';
import { moveMacAddress } from './mac-address.ts';
import {
  isContainerMode,
  isDefaultMode,
  isHostMode,
  isNoneMode,
  isPredefinedNetwork,
  isUserDefined,
  joinedContainer,
  networkNameOf,
} from './network-mode.ts';
import { sysctl } from './system.ts';
import { configFault } from './validate-config.ts';

/** POST /containers/create */
export function containerCreate(
  world: World,
  host: string,
  asked: ContainerCreateRequest,
): Answer<ContainerCreateResponse> {
  const engine = runningEngine(world, host);
  if (isRefusal(engine)) return engine;
  const traits = versionOf(engine).daemon;
  const request = moveMacAddress(normalizeMode(engine, asked, traits), traits);
  if (isRefusal(request)) return request;
  const refusal = refuseRequest(engine, request, traits);
  if (refusal) return refusal;

  const id = randomHex(world.random, 64);
  const name = request.name ? request.name.replace(/^\//, '') : inventName(world, engine, id);
  const container = buildContainer(world, engine, request, { id, name });
  const badLink = registerLinks(engine, container);
  if (badLink) return badLink;
  attachNetworks(engine, container, endpointsOf(request));
  fileContainer(engine, container);
  const warnings = warningsOf(world, engine, container);
  return answer({ Id: id, Warnings: warnings }, warnings);
}

const endpointsOf = (
  request: ContainerCreateRequest,
): { readonly [network: string]: EndpointRequest | null } => request.NetworkingConfig?.EndpointsConfig ?? {};

/** `default` becomes `bridge` where the engine stores it so, and a container to join is known by its id. */
function normalizeMode(
  engine: Engine,
  request: ContainerCreateRequest,
  traits: DaemonTraits,
): ContainerCreateRequest {
  const mode = request.HostConfig?.NetworkMode ?? '';
  const endpoints = { ...endpointsOf(request) };
  let NetworkMode = mode;
  if (traits.storesDefaultModeAsBridge && (mode === '' || isDefaultMode(mode))) {
    NetworkMode = 'bridge';
    const own = endpoints.default;
    if (own !== undefined) endpoints.bridge = own;
    delete endpoints.default;
  }
  const joined = joinedContainer(mode);
  const other = joined ? findContainer(engine, joined) : undefined;
  if (other !== undefined && !isRefusal(other)) NetworkMode = `container:${other.id}`;
  return {
    ...request,
    HostConfig: { ...request.HostConfig, NetworkMode },
    NetworkingConfig: { EndpointsConfig: endpoints },
  };
}

/** Everything that is refused before anything is made. The order is the daemon's. */
function refuseRequest(
  engine: Engine,
  request: ContainerCreateRequest,
  traits: DaemonTraits,
): Refusal | undefined {
  const fault = configFault(request, traits) ?? networkingFault(engine, request, traits);
  if (fault !== undefined) return invalid(fault);
  if (!/^[a-z0-9._/-]+$/.test(repositoryOf(request.Config.Image))) return invalid('invalid reference format');
  if (request.Config.Image === '') return notFound('No such image: ');
  return request.name ? refuseName(engine, request.name) : undefined;
}

function networkingFault(
  engine: Engine,
  request: ContainerCreateRequest,
  traits: DaemonTraits,
): string | undefined {
  const endpoints = Object.entries(endpointsOf(request)).sort(([a], [b]) => (a < b ? -1 : 1));
  if (traits.refusesSeveralNetworks && endpoints.length > 1)
    return traits.refusesSeveralNetworks(endpoints.map(([name]) => name));
  if (traits.endpointFaults === 'first') return addressFaults(endpoints[0]?.[1] ?? {})[0];
  const faults = endpoints.flatMap(([name, settings]) => {
    if (settings === null) return [`invalid config for network ${name}: EndpointsConfig is nil`];
    const network = findNetwork(engine, name);
    // The default bridge's subnet is never one that somebody configured, whatever daemon.json says.
    const own = isPredefinedNetwork(name) ? [] : undefined;
    const subnets = own ?? (isRefusal(network) ? undefined : network.subnets);
    const fault = endpointFault(name, subnets, settings, traits);
    return fault === undefined ? [] : [`invalid config for network ${name}: ${fault}`];
  });
  return faults.length === 0 ? undefined : joinFaults(faults);
}

/**
 * What the container will be attached to when it starts, by network name (moby
 * updateContainerNetworkSettings).
 */
function attachNetworks(
  engine: Engine,
  container: Container,
  endpoints: { readonly [network: string]: EndpointRequest | null },
): void {
  const mode = container.hostConfig.NetworkMode;
  if (isContainerMode(mode)) return;
  for (const [term, settings] of Object.entries(endpoints)) {
    const network = isUserDefined(mode) ? findNetwork(engine, term) : undefined;
    const named = isDefaultMode(term) ? networkNameOf(mode) : term;
    const name = network === undefined || isRefusal(network) ? named : network.name;
    container.networks.set(name, newAttachment(settings ?? {}));
  }
  if (container.networks.size > 0) return;
  const network = isUserDefined(mode) ? findNetwork(engine, mode) : undefined;
  const name = network === undefined || isRefusal(network) ? networkNameOf(mode) : network.name;
  container.networks.set(name, newAttachment());
}

function warningsOf(world: World, engine: Engine, { hostConfig }: Container): string[] {
  const mode = hostConfig.NetworkMode;
  const warnings: string[] = [];
  if (!isHostMode(mode) && !isNoneMode(mode) && !sysctl(world, engine, 'net.ipv4.ip_forward'))
    warnings.push('IPv4 forwarding is disabled. Networking will not work.');
  if (isHostMode(mode) && Object.keys(hostConfig.PortBindings).length > 0)
    warnings.push('Published ports are discarded when using host network mode');
  return warnings;
}
