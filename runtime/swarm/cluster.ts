import type { Cidr } from '../address/cidr.ts';
import type { Ip } from '../address/ip.ts';
import type { StringMap } from '../docker-api/network.ts';
import type { NodeAvailability, NodeRole } from '../docker-api/node.ts';
import type { EndpointSpec, PortConfig, ServiceSpec } from '../docker-api/service.ts';
import type { TaskState } from '../docker-api/task.ts';

/**
 * What the managers of a swarm agree on, as Raft keeps it: one copy, since a manager without a majority answers nothing at
 * all. Plain data; only this folder writes it. Times are virtual milliseconds since the story began.
 */
export interface Cluster {
  readonly id: string;
  readonly created: number;
  updated: number;
  /** Grows with every change: `Version.Index`. */
  index: number;
  joinTokens: { worker: string; manager: string };
  /** The digest of the root certificate: the first half of both tokens. */
  caDigest: string;
  trustRoot: string;
  caPublicKey: string;
  readonly dataPathPort: number;
  /** Subnets that networks get which name none, cut into blocks of this length. */
  readonly pools: readonly Cidr[];
  readonly subnetLength: number;
  autoLock: boolean;
  /** What `docker swarm unlock` asks for. */
  unlockKey: string;
  /** Certificates are no longer given out: the root has expired. */
  caExpired: boolean;
  leader: string;
  /** The leader was last seen by a majority. */
  leaderSeen: number;
  /** What `docker swarm update` sets; durations are nanoseconds. */
  readonly settings: { taskHistoryLimit: number; certExpiry: number; heartbeat: number };
  readonly nodes: Map<string, SwarmNode>;
  readonly networks: Map<string, ClusterNetwork>;
  readonly services: Map<string, Service>;
  readonly tasks: Map<string, Task>;
  /** The networks that every node has by itself, as services name them: `host` and `bridge`. */
  readonly predefined: ReadonlyMap<string, string>;
  /** The next subnet of the pools, by its number. */
  nextSubnet: number;
  nextVni: number;
  nextPort: number;
  /** News between nodes that has not reached everybody yet. */
  readonly gossip: GossipNews[];
  /** When nodes were asked after last, and how the kernel stood when all of them answered. */
  watched: { at: number; revision: number };
  /** A tick is set for this time. */
  wakeAt: number | undefined;
}

export interface SwarmNode {
  readonly id: string;
  readonly host: string;
  /** Twelve hexadecimal digits that the node goes by in gossip. */
  readonly gossipName: string;
  readonly created: number;
  updated: number;
  index: number;
  role: NodeRole;
  availability: NodeAvailability;
  labels: StringMap;
  state: 'ready' | 'down' | 'unknown';
  message: string;
  address: Ip;
  engineVersion: string;
  /** The dispatcher heard of it last. */
  heartbeat: number;
  /** The node's load balancer addresses by network. */
  readonly attachments: Map<string, Ip>;
}

/** A network of swarm scope, as the managers keep it. */
export interface ClusterNetwork {
  readonly id: string;
  readonly name: string;
  readonly driver: string;
  readonly created: number;
  readonly attachable: boolean;
  readonly ingress: boolean;
  readonly internal: boolean;
  readonly enableIpv6: boolean;
  readonly options: StringMap;
  readonly labels: StringMap;
  readonly ipamDriver: string;
  /** None while no subnet could be given: the driver stays unknown too. */
  readonly subnets: readonly ClusterSubnet[];
  readonly vnis: readonly number[];
  readonly allocated: boolean;
}

export interface ClusterSubnet {
  readonly block: Cidr;
  readonly gateway: Ip;
  readonly range?: Cidr;
  readonly taken: Set<Ip>;
  /** Addresses are given out upwards from here. */
  cursor: Ip;
}

export interface Service {
  readonly id: string;
  readonly created: number;
  updated: number;
  index: number;
  spec: ServiceSpec;
  previousSpec?: ServiceSpec;
  /** What was allocated: published ports and an address for each network. */
  endpoint: {
    spec: EndpointSpec | undefined;
    ports: PortConfig[];
    readonly vips: Map<string, Ip | undefined>;
  };
  /** Grows with each change of the template: tasks of an older one are replaced. */
  generation: number;
  update?: ServiceUpdate;
  removed: boolean;
}

export interface ServiceUpdate {
  state: 'updating' | 'paused' | 'completed' | 'rollback_started' | 'rollback_paused' | 'rollback_completed';
  readonly started: number;
  completed?: number;
  message: string;
  /** The next batch may begin. */
  nextAt: number;
  /** Every task is of the new template since then, and watched for a while. */
  doneAt?: number;
}

export interface Task {
  readonly id: string;
  /** Empty for a container that a person attached to a network. */
  readonly service: string;
  readonly slot: number;
  /** Set for the tasks of a global service, and for everything once it was scheduled. */
  node: string;
  readonly generation: number;
  readonly created: number;
  updated: number;
  index: number;
  state: TaskState;
  desired: TaskState;
  stateAt: number;
  message: string;
  error: string;
  containerId: string;
  exitCode: number;
  /** Addresses by network. */
  readonly addresses: Map<string, Ip>;
  /** It may not go on before: the delay of a restart, the time that a start takes. */
  dueAt: number;
  readonly spec: ServiceSpec['TaskTemplate'];
  readonly hostPorts: readonly PortConfig[];
}

/** An endpoint that a node tells the others of: its place behind the tunnel, its names, its service. */
export interface EndpointRecord {
  readonly id: string;
  readonly network: string;
  readonly node: string;
  readonly name: string;
  readonly ip: Ip;
  readonly service: string;
  readonly serviceName: string;
  readonly vip: Ip | undefined;
  readonly aliases: readonly string[];
  readonly taskAliases: readonly string[];
  readonly ingressPorts: readonly PortConfig[];
  /** Known to the tunnel, but not to names and load balancers. */
  readonly silent: boolean;
  /** It goes away: no new connections. */
  disabled: boolean;
}

/** A change of a record on its way from its node to the others that take part in the network. */
export interface GossipNews {
  readonly kind: 'add' | 'disable' | 'remove';
  readonly record: EndpointRecord;
  readonly at: number;
  readonly missing: Set<string>;
}
