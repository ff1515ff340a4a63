/** A 48-bit hardware address as a number: exact in a double, cheap as a Map key. */
export type Mac = number;

export const BROADCAST_MAC: Mac = 0xffffffffffff;

export const formatMac = (mac: Mac): string =>
  mac
    .toString(16)
    .padStart(12, '0')
    .replace(/..(?!$)/g, '$&:');

export function parseMac(text: string): Mac | undefined {
  if (!/^([0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2}$/.test(text)) return undefined;
  return Number.parseInt(text.replace(/[:-]/g, ''), 16);
}

/** `02:42` and the four bytes of the address (libnetwork netutils/utils.go GenerateMACFromIP). */
export const macFromIpv4 = (ip: number): Mac => 0x0242 * 2 ** 32 + ip;

/** The link-local address that the kernel makes from a MAC (EUI-64, RFC 4291 appendix A). */
export function linkLocalFromMac(mac: Mac): bigint {
  const m = BigInt(mac);
  const high = (m >> 24n) ^ 0x020000n;
  return (0xfe80n << 112n) | (high << 40n) | (0xfffen << 24n) | (m & 0xffffffn);
}
