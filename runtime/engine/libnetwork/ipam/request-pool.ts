import { type Cidr, cidrFamily, formatCidr, overlaps } from '../../../address/cidr.ts';
import type { Family } from '../../../address/ip.ts';
import { done, forbidden, notFound, type Result } from '../result.ts';
import type { Ipam, Pool } from './ipam.ts';
import { reserveEnds } from './request-address.ts';

const OVERLAP = 'Pool overlaps with other one on this address space';

export interface PoolRequest {
  /** Undefined takes a predefined pool of `family`. */
  readonly block?: Cidr;
  readonly range?: Cidr;
  readonly family: Family;
  /** A predefined pool for which this is true is passed over: it would hide something that the host reaches. */
  readonly avoid: (block: Cidr) => boolean;
  readonly reservesTinySubnets: boolean;
}

/** Takes a subnet into use. A subnet with an ip-range may be shared by networks with different ranges. */
export function requestPool(ipam: Ipam, request: PoolRequest): Result<Pool> {
  const { block, range } = request;
  if (block === undefined) return predefinedPool(ipam, request);
  const known = ipam.pools.get(formatCidr(block));
  if (known !== undefined) {
    if (range === undefined || known.ranges.has(formatCidr(range))) return forbidden(OVERLAP);
    known.ranges.add(formatCidr(range));
    return done(known);
  }
  if (range === undefined && isUsed(ipam, block)) return forbidden(OVERLAP);
  return done(addPool(ipam, block, range, request.reservesTinySubnets));
}

const isUsed = (ipam: Ipam, block: Cidr): boolean =>
  [...ipam.pools.values()].some((pool) => overlaps(pool.block, block));

function predefinedPool(ipam: Ipam, request: PoolRequest): Result<Pool> {
  const { predefined } = ipam;
  for (let tries = 0; tries < predefined.length; tries++) {
    const at = (ipam.cursor + tries) % predefined.length;
    const block = predefined[at]!;
    if (cidrFamily(block) !== request.family || isUsed(ipam, block) || request.avoid(block)) continue;
    ipam.cursor = (at + 1) % predefined.length;
    return done(addPool(ipam, block, undefined, request.reservesTinySubnets));
  }
  return notFound(
    `could not find an available, non-overlapping IPv${request.family} address pool among the defaults to assign to the network`,
  );
}

export function addPool(
  ipam: Ipam,
  block: Cidr,
  range: Cidr | undefined,
  reservesTinySubnets: boolean,
): Pool {
  const pool: Pool = {
    block,
    taken: new Set(),
    ranges: new Set(range === undefined ? [] : [formatCidr(range)]),
  };
  reserveEnds(pool, reservesTinySubnets);
  ipam.pools.set(formatCidr(block), pool);
  return pool;
}

/** Gives a subnet back; another network that shares it by its range keeps it. */
export function releasePool(ipam: Ipam, block: Cidr, range: Cidr | undefined): void {
  const pool = ipam.pools.get(formatCidr(block));
  if (pool === undefined) return;
  if (range !== undefined) pool.ranges.delete(formatCidr(range));
  if (pool.ranges.size === 0) ipam.pools.delete(formatCidr(block));
}
