import { collapseIPv6Number, IPv4, IPv4CidrRange, IPv4Prefix, IPv6, IPv6CidrRange, IPv6Prefix } from 'ip-num';

/** An address of a source file, checked. `text` is canonical: dotted quad, or RFC 5952 for IPv6. */
export interface Address {
  readonly family: 4 | 6;
  readonly value: bigint;
  readonly text: string;
}

/** An address with a prefix length, `192.168.1.31/24`: an interface's address, and the subnet around it. */
export interface Cidr {
  readonly address: Address;
  readonly length: number;
  readonly range: IPv4CidrRange | IPv6CidrRange;
  /** Canonical, host bits kept: `192.168.1.31/24`. */
  readonly text: string;
  /** Canonical, host bits cleared: `192.168.1.0/24`. */
  readonly network: string;
}

/** ip-num answers a malformed literal with an exception; here it is `undefined`. */
function attempt<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch {
    return undefined;
  }
}

const fromIpv4 = (ip: IPv4): Address => ({ family: 4, value: ip.getValue(), text: ip.toString() });
const fromIpv6 = (ip: IPv6): Address => ({
  family: 6,
  value: ip.getValue(),
  text: collapseIPv6Number(ip.toString()),
});

/** Undefined when the text is no IPv4 or IPv6 address. A zone (`%eth0`) is not part of an address here. */
export function parseAddress(text: string): Address | undefined {
  if (text.includes('%')) return undefined;
  return attempt(() => (text.includes(':') ? fromIpv6(new IPv6(text)) : fromIpv4(new IPv4(text))));
}

/** Undefined when the text is not `ADDRESS/LENGTH`. Host bits may be set. */
export function parseCidr(text: string): Cidr | undefined {
  const slash = text.indexOf('/');
  const digits = text.slice(slash + 1);
  const address = slash < 0 ? undefined : parseAddress(text.slice(0, slash));
  if (address === undefined || !/^\d{1,3}$/.test(digits)) return undefined;
  const length = Number(digits);
  const range = attempt(() => rangeOf(address, length));
  if (range === undefined) return undefined;
  return {
    address,
    length,
    range,
    text: `${address.text}/${length}`,
    network: `${firstOf(range).text}/${length}`,
  };
}

const rangeOf = (address: Address, length: number): IPv4CidrRange | IPv6CidrRange =>
  address.family === 4
    ? new IPv4CidrRange(new IPv4(address.value), new IPv4Prefix(BigInt(length)))
    : new IPv6CidrRange(new IPv6(address.value), new IPv6Prefix(BigInt(length)));

const addressOf = (ip: IPv4 | IPv6): Address => (ip instanceof IPv4 ? fromIpv4(ip) : fromIpv6(ip));
const firstOf = (range: IPv4CidrRange | IPv6CidrRange): Address => addressOf(range.getFirst());
const lastOf = (range: IPv4CidrRange | IPv6CidrRange): Address => addressOf(range.getLast());

/** Whether the address lies in the subnet around the CIDR. */
export const contains = (subnet: Cidr, address: Address): boolean =>
  subnet.address.family === address.family &&
  firstOf(subnet.range).value <= address.value &&
  address.value <= lastOf(subnet.range).value;

export const overlaps = (a: Cidr, b: Cidr): boolean =>
  contains(a, firstOf(b.range)) || contains(b, firstOf(a.range));

export const covers = (outer: Cidr, inner: Cidr): boolean =>
  outer.length <= inner.length && contains(outer, inner.address);

/**
 * The address `offset` places after the subnet's first: 1 is what Docker and most routers take as gateway.
 */
export function nthAddress(subnet: Cidr, offset: number): Address {
  const value = firstOf(subnet.range).value + BigInt(offset);
  return subnet.address.family === 4 ? fromIpv4(new IPv4(value)) : fromIpv6(new IPv6(value));
}

/** The first address names an IPv4 subnet and the last one broadcasts; neither can be given to anything. */
export const isReserved = (subnet: Cidr, address: Address): boolean =>
  subnet.address.family === 4 &&
  subnet.length < 31 &&
  (address.value === firstOf(subnet.range).value || address.value === lastOf(subnet.range).value);

/** A MAC address in lower case with colons; undefined when it is none. */
export const parseMac = (text: string): string | undefined =>
  /^([0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/i.test(text) ? text.toLowerCase().replaceAll('-', ':') : undefined;
