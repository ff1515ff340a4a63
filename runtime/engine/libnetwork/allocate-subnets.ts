import { type Cidr, cidrFamily, contains, formatCidr, parseCidr } from '../../address/cidr.ts';
import { type Family, formatIp, type Ip, parseIp } from '../../address/ip.ts';
import type { World } from '../../world.ts';
import { type Engine, versionOf } from '../engine.ts';
import { overlapsHost } from './ipam/host-overlap.ts';
import type { Ipam, Pool } from './ipam/ipam.ts';
import { ADDRESS_FAULTS, isFault, requestAddress, requestAnyAddress } from './ipam/request-address.ts';
import { addPool, releasePool, requestPool } from './ipam/request-pool.ts';
import type { NetworkSpec, Subnet, SubnetSpec } from './network.ts';
import { done, invalid, type Refusal, type Result } from './result.ts';

/** Takes the subnets of a new network into use, IPv4 before IPv6; a failure gives all of them back. */
export function allocateSubnets(world: World, engine: Engine, spec: NetworkSpec): Result<Subnet[]> {
  const subnets: Subnet[] = [];
  const families: readonly Family[] = spec.enableIpv6 ? [4, 6] : [4];
  for (const family of families) {
    const asked = (spec.ipam ?? []).filter((subnet) => isOfFamily(subnet, family));
    for (const subnetSpec of asked.length > 0 ? asked : [{}]) {
      const subnet = allocateSubnet(world, engine, subnetSpec, family);
      if (!subnet.ok) {
        releaseSubnets(engine, subnets);
        return subnet;
      }
      subnets.push(subnet.value);
    }
  }
  return done(subnets);
}

export function releaseSubnets(engine: Engine, subnets: readonly Subnet[]): void {
  for (const { block, range } of subnets) {
    releaseOwnAddresses(engine, block, subnets);
    releasePool(engine.controller.ipam, block, range);
  }
}

/** Gateways and reserved addresses; they matter where another network shares the pool. */
function releaseOwnAddresses({ controller }: Engine, block: Cidr, subnets: readonly Subnet[]): void {
  const taken = controller.ipam.pools.get(formatCidr(block))?.taken;
  for (const { gateway, auxiliary } of subnets) {
    if (gateway !== undefined) taken?.delete(gateway);
    for (const ip of auxiliary.values()) taken?.delete(ip);
  }
}

/** A subnet without text belongs to IPv4. */
function isOfFamily({ subnet = '' }: SubnetSpec, family: Family): boolean {
  const block = parseCidr(subnet);
  return (block === undefined ? 4 : cidrFamily(block)) === family;
}

function allocateSubnet(world: World, engine: Engine, spec: SubnetSpec, family: Family): Result<Subnet> {
  const block = spec.subnet === undefined ? undefined : parseCidr(spec.subnet);
  if (spec.subnet !== undefined && block === undefined)
    return invalid(`invalid CIDR address: ${spec.subnet}`);
  const range = spec.ipRange === undefined ? undefined : parseCidr(spec.ipRange);
  const pool = requestPool(engine.controller.ipam, {
    ...(block !== undefined && { block }),
    ...(range !== undefined && { range }),
    family,
    avoid: overlapsHost(world, engine.host),
    reservesTinySubnets: versionOf(engine).libnetwork.reservesTinySubnets,
  });
  if (!pool.ok) return pool;
  const reserved = reserve(pool.value, range, spec);
  if (!reserved.ok) {
    releasePool(engine.controller.ipam, pool.value.block, range);
    return reserved;
  }
  return done({
    block: pool.value.block,
    configured: block !== undefined,
    text: spec.subnet ?? '',
    ...(range !== undefined && { range }),
    gatewayConfigured: spec.gateway !== undefined,
    ...reserved.value,
  });
}

/** The gateway, by default the lowest address of the range, and then the auxiliary addresses. */
function reserve(
  pool: Pool,
  range: Cidr | undefined,
  spec: SubnetSpec,
): Result<{ readonly gateway: Ip; readonly auxiliary: ReadonlyMap<string, Ip> }> {
  const gateway = reserveGateway(pool, range, spec);
  if (!gateway.ok) return gateway;
  const auxiliary = new Map<string, Ip>();
  for (const [name, text] of Object.entries(spec.auxiliary ?? {})) {
    const refusal = reserveAuxiliary(pool, name, text, auxiliary);
    if (refusal === undefined) continue;
    for (const ip of [gateway.value, ...auxiliary.values()]) pool.taken.delete(ip);
    return refusal;
  }
  return done({ gateway: gateway.value, auxiliary });
}

function reserveGateway(pool: Pool, range: Cidr | undefined, { gateway: text }: SubnetSpec): Result<Ip> {
  const wanted = text === undefined ? undefined : parseIp(text);
  const got = wanted === undefined ? requestAnyAddress(pool, range) : requestAddress(pool, wanted);
  if (!isFault(got)) return done(got);
  return invalid(`failed to allocate gateway (${text ?? ''}): ${ADDRESS_FAULTS[got]}`);
}

function reserveAuxiliary(
  pool: Pool,
  name: string,
  text: string,
  auxiliary: Map<string, Ip>,
): Refusal | undefined {
  const ip = parseIp(text);
  if (ip === undefined) return invalid(`non parsable secondary ip address (${name}:${text})`);
  if (!contains(pool.block, ip))
    return invalid(
      `auxiliary address: (${name}:${formatIp(ip)}) must belong to the master pool: ${formatCidr(pool.block)}`,
    );
  const got = requestAddress(pool, ip);
  if (isFault(got))
    return invalid(`failed to allocate secondary ip address (${name}:${text}): ${ADDRESS_FAULTS[got]}`);
  auxiliary.set(name, ip);
  return undefined;
}

/** A network that is known from before a daemon's restart has its subnet again, whoever else wants it. */
export function reclaimSubnet(engine: Engine, ipam: Ipam, subnet: Subnet): void {
  const { block, range, gateway, auxiliary } = subnet;
  const { reservesTinySubnets } = versionOf(engine).libnetwork;
  const pool = ipam.pools.get(formatCidr(block)) ?? addPool(ipam, block, range, reservesTinySubnets);
  if (range !== undefined) pool.ranges.add(formatCidr(range));
  if (gateway !== undefined) pool.taken.add(gateway);
  for (const ip of auxiliary.values()) pool.taken.add(ip);
}
