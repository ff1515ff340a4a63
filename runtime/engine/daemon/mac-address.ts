import type { ContainerCreateRequest } from '../../docker-api/container.ts';
import type { EndpointRequest } from '../../docker-api/network.ts';
import type { DaemonTraits } from '../versions/daemon-traits.ts';
import { invalid, type Refusal } from './answer.ts';
import { isBridgeMode, isDefaultMode, isUserDefined, networkNameOf } from './network-mode.ts';

/**
 * A MAC address for the whole container means its first network. Since API 1.44 it is moved there; before,
 * addresses of single attachments were unknown and are ignored (moby handleMACAddressBC).
 */
export function moveMacAddress(
  request: ContainerCreateRequest,
  traits: DaemonTraits,
): ContainerCreateRequest | Refusal {
  const mac = request.Config.MacAddress ?? '';
  const mode = request.HostConfig?.NetworkMode ?? '';
  const endpoints = { ...(request.NetworkingConfig?.EndpointsConfig ?? {}) };
  if (!traits.macPerEndpoint)
    return { ...request, NetworkingConfig: { EndpointsConfig: withoutMacs(endpoints) } };
  if (mac === '' || !(isBridgeMode(mode) || isDefaultMode(mode) || isUserDefined(mode))) return request;
  const name = networkNameOf(mode);
  const own = endpoints[name];
  if (Object.keys(endpoints).length > 0 && !own) {
    return invalid(
      'if a container-wide MAC address is supplied, HostConfig.NetworkMode must match the identity of a network in NetworkSettings.Networks',
    );
  }
  if (own?.MacAddress && own.MacAddress !== mac) {
    return invalid(
      'the container-wide MAC address must match the endpoint-specific MAC address for the main network, or be left empty',
    );
  }
  endpoints[name] = { ...own, MacAddress: mac };
  const { MacAddress: _, ...Config } = request.Config;
  return { ...request, Config, NetworkingConfig: { EndpointsConfig: endpoints } };
}

const withoutMacs = (endpoints: {
  readonly [network: string]: EndpointRequest | null;
}): { readonly [network: string]: EndpointRequest | null } =>
  Object.fromEntries(
    Object.entries(endpoints).map(([name, settings]) => {
      const { MacAddress: _, ...rest } = settings ?? {};
      return [name, settings === null ? null : rest];
    }),
  );
