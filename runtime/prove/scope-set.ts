import type { ValueSet } from './value-set.ts';

/** fe80::/10: good on one link only. */
export const LINK_LOCAL: ValueSet = [0xfe80n << 112n, (0xfec0n << 112n) - 1n];
