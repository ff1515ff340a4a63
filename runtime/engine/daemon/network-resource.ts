import { formatCidr } from '../../address/cidr.ts';
import { formatIp } from '../../address/ip.ts';
import { formatMac } from '../../address/mac.ts';
import type { EndpointResource, IpamConfig, NetworkResource } from '../../docker-api/network.ts';
import type { World } from '../../world.ts';
import { type Engine, versionOf } from '../engine.ts';
import type { Endpoint, EndpointAddress } from '../libnetwork/endpoint.ts';
import type { Network, Subnet } from '../libnetwork/network.ts';
import type { DaemonTraits } from '../versions/daemon-traits.ts';
import { sortedByKey } from './sorted-by-key.ts';
import { timestamp } from './timestamps.ts';

/** A network as the API shows it, in the order in which the API prints its keys. */
export function networkResource(
  world: World,
  engine: Engine,
  network: Network,
  containers: NetworkResource['Containers'] = {},
): NetworkResource {
  return {
    Name: network.name,
    Id: network.id,
    Created: timestamp(world, network.created),
    Scope: network.scope,
    Driver: network.driver,
    EnableIPv6: network.enableIpv6,
    IPAM: {
      Driver: network.ipamDriver,
      Options: network.ipamOptions,
      Config: ipamConfigs(network, versionOf(engine).daemon),
    },
    Internal: network.internal,
    Attachable: network.attachable,
    Ingress: network.ingress,
    ConfigFrom: { Network: '' },
    ConfigOnly: false,
    Containers: containers,
    Options: sortedByKey(network.options),
    Labels: sortedByKey(network.labels),
  };
}

function ipamConfigs({ subnets }: Network, traits: DaemonTraits): readonly IpamConfig[] | null {
  if (subnets.length === 0) return traits.emptyIpamConfig;
  const configured = subnets.filter((subnet) => subnet.configured);
  const chosen = subnets.filter((subnet) => !subnet.configured);
  const inOrder = traits.configuredSubnetsFirst ? [...configured, ...chosen] : subnets;
  return inOrder.map(ipamConfig);
}

/** Where the engine chose, it shows what it chose; where a person did, the request's words. */
function ipamConfig(subnet: Subnet): IpamConfig {
  const gateway = subnet.gateway === undefined ? {} : { Gateway: formatIp(subnet.gateway) };
  if (!subnet.configured) return { Subnet: formatCidr(subnet.block), ...gateway };
  return {
    Subnet: subnet.text,
    ...(subnet.range ? { IPRange: formatCidr(subnet.range) } : {}),
    ...(subnet.gatewayConfigured ? gateway : {}),
    ...(subnet.auxiliary.size > 0
      ? {
          AuxiliaryAddresses: Object.fromEntries(
            [...subnet.auxiliary].map(([name, ip]) => [name, formatIp(ip)]),
          ),
        }
      : {}),
  };
}

/** The containers on a network that run, by id. */
export function containersOn(engine: Engine, network: Network): NetworkResource['Containers'] {
  const own = [...engine.controller.endpoints.values()]
    .filter((endpoint) => endpoint.network === network.id && endpoint.sandbox !== undefined)
    .sort((a, b) => (a.container < b.container ? -1 : 1));
  return Object.fromEntries(own.map((endpoint) => [endpoint.container, endpointResource(endpoint)]));
}

const endpointResource = (endpoint: Endpoint): EndpointResource => ({
  Name: endpoint.name,
  EndpointID: endpoint.id,
  MacAddress: endpoint.mac === undefined ? '' : formatMac(endpoint.mac),
  IPv4Address: withLength(endpoint.ipv4),
  IPv6Address: withLength(endpoint.ipv6),
});

const withLength = (address: EndpointAddress | undefined): string =>
  address === undefined ? '' : `${formatIp(address.ip)}/${address.length}`;
