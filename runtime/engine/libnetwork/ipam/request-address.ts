import { type Cidr, contains, lastOf } from '../../../address/cidr.ts';
import { addToIp, type Ip } from '../../../address/ip.ts';
import type { Pool } from './ipam.ts';

/** Why there is no address. */
export type AddressFault = 'out-of-range' | 'in-use' | 'exhausted';

/** libnetwork's own words for them (ipamapi/contract.go). */
export const ADDRESS_FAULTS: { readonly [fault in AddressFault]: string } = {
  'out-of-range': 'Requested address is out of range',
  'in-use': 'Address already in use',
  exhausted: 'No available addresses on this pool',
};

/** A subnet's own address is never given out, nor is an IPv4 subnet's broadcast address; tiny subnets may have neither. */
export function reserveEnds(pool: Pool, reservesTinySubnets: boolean): void {
  const { base, length } = pool.block;
  const isV4 = typeof base === 'number';
  if (isV4 && length > 30 && !reservesTinySubnets) return;
  pool.taken.add(base);
  if (isV4) pool.taken.add(lastOf(pool.block));
}

/** Takes the very address that is asked for. */
export function requestAddress(pool: Pool, ip: Ip): Ip | AddressFault {
  if (!contains(pool.block, ip)) return 'out-of-range';
  if (pool.taken.has(ip)) return 'in-use';
  pool.taken.add(ip);
  return ip;
}

/** Takes the lowest free address of the pool, or of an ip-range in it. */
export function requestAnyAddress(pool: Pool, range: Cidr | undefined): Ip | AddressFault {
  const { base, length } = range === undefined ? pool.block : rangeWithin(pool, range);
  const last = lastOf({ base, length });
  for (let ip = base; ip <= last; ip = addToIp(ip, 1)) {
    if (pool.taken.has(ip)) {
      if (ip === last) break;
      continue;
    }
    pool.taken.add(ip);
    return ip;
  }
  return 'exhausted';
}

/** Only the host part of a range counts: one that lies outside its subnet is laid over it. */
function rangeWithin({ block }: Pool, range: Cidr): Cidr {
  if (contains(block, range.base)) return range;
  if (typeof range.base === 'number' && typeof block.base === 'number') {
    const hostBits = 2 ** (32 - block.length);
    const length = Math.max(range.length, block.length);
    return { base: block.base + (range.base % hostBits), length };
  }
  return block;
}

export const releaseAddress = (pool: Pool, ip: Ip): void => void pool.taken.delete(ip);

export const isFault = (value: Ip | AddressFault): value is AddressFault => typeof value === 'string';
