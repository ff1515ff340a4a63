import type { Cidr } from '../../../address/cidr.ts';
import type { Ip } from '../../../address/ip.ts';

/** The local address space of one daemon: which subnets are in use, and which addresses in them. */
export interface Ipam {
  /** By id: `LocalDefault/172.18.0.0/16`. */
  readonly pools: Map<string, Pool>;
  /** Where the search for the next predefined pool begins; it moves on with each pool that is given out. */
  cursor: number;
}

/** A subnet in use. */
export interface Pool {
  readonly id: string;
  readonly block: Cidr;
  /** Where addresses are given out, if not everywhere. */
  readonly range?: Cidr;
  readonly taken: Set<Ip>;
  /** How many networks share it. */
  users: number;
}

export const newIpam = (): Ipam => ({ pools: new Map(), cursor: 0 });
