import type { Cidr } from '../../../address/cidr.ts';
import type { Ip } from '../../../address/ip.ts';
import { BUILT_IN_POOLS } from './built-in-pools.ts';

/** The local address space of one daemon: which subnets are in use, and which addresses in them. */
export interface Ipam {
  /** What networks get that name no subnet, in this order. */
  readonly predefined: readonly Cidr[];
  /** By the text of the block: `172.18.0.0/16`. */
  readonly pools: Map<string, Pool>;
  /** Where the search for the next predefined pool begins; it moves on with each pool that is given out. */
  cursor: number;
}

/** A subnet in use. */
export interface Pool {
  readonly block: Cidr;
  readonly taken: Set<Ip>;
  /** The ip-ranges of networks that share the subnet; empty for a network that has all of it. */
  readonly ranges: Set<string>;
}

export const newIpam = (predefined: readonly Cidr[] = BUILT_IN_POOLS): Ipam => ({
  predefined,
  pools: new Map(),
  cursor: 0,
});
