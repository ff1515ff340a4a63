import { type Family, familyOf, formatIp, type Ip, parseIp } from './ip.ts';

/** A block of addresses: its first address (host bits zero) and the prefix length in bits. */
export interface Cidr {
  readonly base: Ip;
  readonly length: number;
}

export const cidrFamily = (cidr: Cidr): Family => familyOf(cidr.base);
const width = (ip: Ip): number => (typeof ip === 'number' ? 32 : 128);

/** The first address of the block of `length` bits around `ip`. */
export function networkOf(ip: Ip, length: number): Ip {
  if (typeof ip === 'number') return length === 0 ? 0 : (ip & (0xffffffff << (32 - length))) >>> 0;
  const host = BigInt(128 - length);
  return (ip >> host) << host;
}

export const cidr = (ip: Ip, length: number): Cidr => ({ base: networkOf(ip, length), length });
export const hostCidr = (ip: Ip): Cidr => ({ base: ip, length: width(ip) });

/** `10.0.0.0/8`, or a bare address as its host block; host bits are cleared. Undefined when malformed. */
export function parseCidr(text: string): Cidr | undefined {
  const slash = text.indexOf('/');
  const ip = parseIp(slash < 0 ? text : text.slice(0, slash));
  if (ip === undefined) return undefined;
  if (slash < 0) return hostCidr(ip);
  const bits = text.slice(slash + 1);
  if (!/^\d{1,3}$/.test(bits) || Number(bits) > width(ip)) return undefined;
  return cidr(ip, Number(bits));
}

export const formatCidr = (c: Cidr): string => `${formatIp(c.base)}/${c.length}`;

export function contains(block: Cidr, ip: Ip): boolean {
  if (typeof ip !== typeof block.base) return false;
  return networkOf(ip, block.length) === block.base;
}

export const covers = (outer: Cidr, inner: Cidr): boolean =>
  outer.length <= inner.length && contains(outer, inner.base);
export const overlaps = (a: Cidr, b: Cidr): boolean => covers(a, b) || covers(b, a);

/** The last address of the block: the broadcast address of an IPv4 subnet. */
export function lastOf(block: Cidr): Ip {
  if (typeof block.base === 'number') return block.base + 2 ** (32 - block.length) - 1;
  return block.base + (1n << BigInt(128 - block.length)) - 1n;
}

export const isDefault = (block: Cidr): boolean => block.length === 0;

/** The block of the same size that lies `by` blocks further on. */
export const addToCidr = ({ base, length }: Cidr, by: number): Cidr =>
  typeof base === 'number'
    ? { base: base + by * 2 ** (32 - length), length }
    : { base: base + (BigInt(by) << BigInt(128 - length)), length };
