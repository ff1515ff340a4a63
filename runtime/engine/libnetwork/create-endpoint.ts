import { cidrFamily, contains, formatCidr } from '../../address/cidr.ts';
import { type Family, formatIp, type Ip } from '../../address/ip.ts';
import { randomHex } from '../../random.ts';
import type { World } from '../../world.ts';
import type { Engine } from '../engine.ts';
import { DRIVERS } from './drivers/drivers.ts';
import type { Endpoint, EndpointAddress, EndpointSpec } from './endpoint.ts';
import { ADDRESS_FAULTS, isFault, requestAddress, requestAnyAddress } from './ipam/request-address.ts';
import type { Network } from './network.ts';
import { releaseAddresses } from './release-addresses.ts';
import { conflict, done, internal, invalid, notFound, type Result } from './result.ts';

/** Gives a container a place on a network: addresses, a MAC, the driver's device. */
export function createEndpoint(
  world: World,
  engine: Engine,
  networkId: string,
  spec: EndpointSpec,
): Result<Endpoint> {
  const { networks, endpoints } = engine.controller;
  const network = networks.get(networkId);
  if (network === undefined) return notFound(`network ${networkId} not found`);
  for (const other of endpoints.values())
    if (other.name === spec.name && other.network === networkId)
      return conflict(`endpoint with name ${spec.name} already exists in network ${network.name}`);
  const addresses = assignAddresses(engine, network, spec);
  if (!addresses.ok) return addresses;
  const endpoint: Endpoint = {
    id: randomHex(world.random, 64),
    name: spec.name,
    network: networkId,
    container: spec.container,
    ...addresses.value,
    ...(spec.mac !== undefined && { mac: spec.mac }),
    linkLocal: spec.linkLocal ?? [],
    names: spec.names ?? [],
    links: spec.links ?? new Map(),
    driverOptions: spec.driverOptions ?? {},
    mappings: [],
    ...(spec.origin && { origin: spec.origin }),
  };
  const made = DRIVERS[network.driver].createEndpoint(world, engine, network, endpoint);
  if (!made.ok) {
    releaseAddresses(engine, network, endpoint);
    return made;
  }
  endpoints.set(endpoint.id, endpoint);
  return done(endpoint);
}

type Addresses = Pick<Endpoint, 'ipv4' | 'ipv6'>;

function assignAddresses(engine: Engine, network: Network, spec: EndpointSpec): Result<Addresses> {
  if (!DRIVERS[network.driver].hasSubnets) return done(givenByManagers(network, spec));
  const ipv4 = assignAddress(engine, network, 4, spec.ipv4);
  if (!ipv4.ok) return ipv4;
  if (!network.enableIpv6) return done({ ipv4: ipv4.value });
  const ipv6 = assignAddress(engine, network, 6, spec.ipv6);
  if (ipv6.ok) return done({ ipv4: ipv4.value, ipv6: ipv6.value });
  releaseAddresses(engine, network, { ipv4: ipv4.value });
  return ipv6;
}

/** Addresses on a network of a swarm come from its managers. */
function givenByManagers({ subnets }: Network, { ipv4 }: EndpointSpec): Addresses {
  const subnet = subnets.find(({ block }) => ipv4 !== undefined && contains(block, ipv4));
  return subnet && ipv4 !== undefined ? { ipv4: { ip: ipv4, length: subnet.block.length } } : {};
}

/** The wanted address, or the lowest free one of the first subnet that has one. */
function assignAddress(
  engine: Engine,
  network: Network,
  family: Family,
  wanted: Ip | undefined,
): Result<EndpointAddress> {
  for (const { block, range } of network.subnets) {
    if (cidrFamily(block) !== family || (wanted !== undefined && !contains(block, wanted))) continue;
    const pool = engine.controller.ipam.pools.get(formatCidr(block))!;
    const got = wanted === undefined ? requestAnyAddress(pool, range) : requestAddress(pool, wanted);
    if (!isFault(got)) return done({ ip: got, length: block.length });
    if (wanted !== undefined) return internal(ADDRESS_FAULTS[got]);
  }
  if (wanted !== undefined)
    return invalid(
      `Invalid address ${formatIp(wanted)}: It does not belong to any of this network's subnets`,
    );
  return internal(
    `no available IPv${family} addresses on this network's address pools: ${network.name} (${network.id})`,
  );
}
