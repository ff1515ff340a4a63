/**
 * An IP address inside the runtime: a `number` is IPv4 (unsigned 32 bits), a `bigint` is IPv6.
 * Both compare with `===`, sort with `<` within a family and serve as Map keys, which objects would not.
 * Literals are parsed and validated by the compiler with ip-num; this is the form for packets and tables.
 */
export type Ip = number | bigint;
export type Family = 4 | 6;

export const familyOf = (ip: Ip): Family => (typeof ip === 'number' ? 4 : 6);

/** Parses a dotted quad; undefined when it is not one. Leading zeros are refused, as inet_pton does. */
export function parseIpv4(text: string): number | undefined {
  let value = 0;
  let octet = -1;
  let dots = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 46) {
      if (octet < 0 || ++dots > 3) return undefined;
      value = value * 256 + octet;
      octet = -1;
    } else if (c >= 48 && c <= 57) {
      if (octet === 0) return undefined;
      octet = (octet < 0 ? 0 : octet * 10) + c - 48;
      if (octet > 255) return undefined;
    } else return undefined;
  }
  return dots === 3 && octet >= 0 ? value * 256 + octet : undefined;
}

/** Parses the text forms of RFC 4291 without a zone; undefined when it is not one. */
export function parseIpv6(text: string): bigint | undefined {
  if (!/^[0-9a-fA-F:.]+$/.test(text)) return undefined;
  let source = text;
  const tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  if (tail) {
    const v4 = parseIpv4(tail[2]!);
    if (v4 === undefined) return undefined;
    source = `${tail[1]}${Math.floor(v4 / 65536).toString(16)}:${(v4 % 65536).toString(16)}`;
  }
  const halves = source.split('::');
  if (halves.length > 2) return undefined;
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')));
  const count = groups.reduce((sum, g) => sum + g.length, 0);
  if (halves.length === 2 ? count > 7 : count !== 8) return undefined;
  const all =
    halves.length === 2 ? [...groups[0]!, ...Array(8 - count).fill('0'), ...groups[1]!] : groups[0]!;
  let value = 0n;
  for (const group of all) {
    if (!/^[0-9a-fA-F]{1,4}$/.test(group)) return undefined;
    value = (value << 16n) | BigInt(Number.parseInt(group, 16));
  }
  return value;
}

/** Either family; undefined when the text is no address. */
export const parseIp = (text: string): Ip | undefined => parseIpv4(text) ?? parseIpv6(text);

const formatIpv4 = (ip: number): string =>
  `${ip >>> 24}.${(ip >>> 16) & 255}.${(ip >>> 8) & 255}.${ip & 255}`;

/** RFC 5952: lower case, the longest run of two or more zero groups as `::`. */
function formatIpv6(ip: bigint): string {
  const groups: number[] = [];
  for (let shift = 112n; shift >= 0n; shift -= 16n) groups.push(Number((ip >> shift) & 0xffffn));
  let best = -1;
  let length = 1;
  for (let i = 0; i < 8; i++) {
    let n = 0;
    while (i + n < 8 && groups[i + n] === 0) n++;
    if (n > length) [best, length] = [i, n];
  }
  const hex = groups.map((g) => g.toString(16));
  if (best < 0) return hex.join(':');
  return `${hex.slice(0, best).join(':')}::${hex.slice(best + length).join(':')}`;
}

export const formatIp = (ip: Ip): string => (typeof ip === 'number' ? formatIpv4(ip) : formatIpv6(ip));

/** The address `by` places further on, within its family. */
export const addToIp = (ip: Ip, by: number): Ip =>
  typeof ip === 'number' ? (ip + by) >>> 0 : BigInt.asUintN(128, ip + BigInt(by));

export const isLoopback = (ip: Ip): boolean => (typeof ip === 'number' ? ip >>> 24 === 127 : ip === 1n);
export const isUnspecified = (ip: Ip): boolean => ip === 0 || ip === 0n;
