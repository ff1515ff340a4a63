import { IPv4, IPv6, Validator } from 'ip-num';

export interface Address {
  readonly family: 4 | 6;
  readonly value: bigint;
}

export interface Subnet {
  readonly family: 4 | 6;
  readonly base: bigint;
  readonly length: number;
}

/** Undefined if it is neither an IPv4 nor an IPv6 address. */
export function parseAddress(text: string): Address | undefined {
  if (text.includes('%')) return undefined;
  if (Validator.isValidIPv4String(text)[0]) return { family: 4, value: new IPv4(text).getValue() };
  if (Validator.isValidIPv6String(text)[0]) return { family: 6, value: new IPv6(text).getValue() };
  return undefined;
}

/** `10.0.0.0/24`; host bits are cleared. Undefined if it is no subnet. */
export function parseSubnet(text: string): Subnet | undefined {
  const [, base = '', bits = ''] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  const address = parseAddress(base);
  const width = address?.family === 4 ? 32 : 128;
  if (address === undefined || Number(bits) > width) return undefined;
  const host = BigInt(width - Number(bits));
  return { family: address.family, base: (address.value >> host) << host, length: Number(bits) };
}

export function contains(subnet: Subnet, address: Address): boolean {
  const host = BigInt((subnet.family === 4 ? 32 : 128) - subnet.length);
  return subnet.family === address.family && address.value >> host === subnet.base >> host;
}
