import type { Ip } from '../address/ip.ts';
import type { NetnsId, SocketId } from '../kernel/kernel.ts';
import type { EndpointRecord } from './cluster.ts';

/** What one engine knows of the swarm that it is part of. It survives a restart of the daemon. */
export interface Membership {
  readonly cluster: string;
  readonly node: string;
  readonly advertised: Ip;
  /** Of the daemon itself: cluster management and gossip. */
  sockets: readonly SocketId[];
  /** Its agent has its keys, so tasks may come. */
  settled: boolean;
  /** A manager that was started again waits for the key of the swarm's store. */
  locked: boolean;
  /** Since when another node's gossip is not heard. */
  readonly silentSince: Map<string, number>;
  /** Nodes that are thought to be gone. */
  readonly gone: Set<string>;
  readonly networks: Map<string, NodeNetwork>;
  /** Marks for load balancers count up from here: one counter for all of the daemon. */
  nextMark: number;
  /** What dockerd listens on for published ports of services. */
  readonly ingressSockets: Map<string, SocketId>;
}

/** A network of the swarm on one node: there while a container of it, or its load balancer, is. */
export interface NodeNetwork {
  readonly id: string;
  readonly created: number;
  /** Records of other nodes, and the node's own, by id. */
  readonly records: Map<string, EndpointRecord>;
  /** The names that lead to records, in lower case: built anew after a change. */
  names: Map<string, EndpointRecord[]> | undefined;
  balancer: Balancer | undefined;
}

/** The namespace in which a network's services are balanced on a node. */
export interface Balancer {
  readonly sandboxId: string;
  readonly netns: NetnsId;
  readonly ip: Ip;
  /** By service and its published ports. */
  readonly services: Map<string, BalancedService>;
}

export interface BalancedService {
  readonly mark: number;
  readonly vip: Ip;
  readonly backends: Set<string>;
}
