import type { Ip } from '../../address/ip.ts';

/** The addresses of one direction of a flow. For ICMP the ports are the echo identifier and 0. */
export interface Tuple {
  readonly protocol: number;
  readonly source: Ip;
  readonly destination: Ip;
  readonly sourcePort: number;
  readonly destinationPort: number;
}

/** One entry of a namespace's connection tracking table; it is filed under both its tuples. */
export interface Connection {
  readonly original: Tuple;
  /** What the answer looks like on arrival: differs from the reversed original where NAT was done. */
  reply: Tuple;
  state: 'new' | 'established' | 'closing';
  mark: number;
  /** Whether the nat table was asked: it is asked once a connection and direction of manipulation. */
  sourceNatDone: boolean;
  destinationNatDone: boolean;
  /** IPVS made the destination: the packets keep their virtual address until INPUT, and `-m ipvs` matches them. */
  ipvs?: boolean;
  /** True once a packet has passed its last hook, so that the connection stands in the table. */
  confirmed?: boolean;
}
