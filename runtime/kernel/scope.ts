import type { Ip } from '../address/ip.ts';

/** 224.0.0.0/4 and ff00::/8. */
export const isMulticast = (ip: Ip): boolean =>
  typeof ip === 'number' ? ip >>> 28 === 14 : ip >> 120n === 0xffn;

/** fe80::/10: good on one link only. */
export const isLinkLocal = (ip: Ip): boolean => typeof ip === 'bigint' && ip >> 118n === 0x3fan;
