import type { Listener } from '../../compiler/ir/surroundings.ts';

/** A place for something; null where nothing is there. */
export type Slot<T> = T | null;
/** The number of a slot. */
export type SlotNumber = number;

/** A generated world before it has names: what fast-check makes and shrinks. */
export interface WorldPlan {
  readonly hosts: readonly Slot<HostPlan>[];
  readonly clients: readonly Slot<ClientPlan>[];
  readonly networks: readonly Slot<NetworkPlan>[];
  readonly containers: readonly Slot<ContainerPlan>[];
  readonly services: readonly Slot<ServicePlan>[];
}

export interface HostPlan {
  /** None means the default release. */
  readonly engine: string | null;
  readonly icc: boolean;
  readonly userlandProxy: boolean;
  /** A port on which a program of the machine listens, outside Docker. */
  readonly listens: boolean;
}

export interface ClientPlan {
  readonly listens: boolean;
}

export interface NetworkPlan {
  readonly host: SlotNumber;
  readonly driver: 'bridge' | 'macvlan' | 'ipvlan' | 'overlay';
  readonly internal: boolean;
  readonly icc: boolean;
  readonly masquerade: boolean;
  readonly ipv6: boolean;
  readonly subnet: boolean;
}

export interface ContainerPlan {
  readonly host: SlotNumber;
  readonly mode: 'default' | 'networks' | 'host' | 'none' | 'container';
  /** Used in mode `networks`; those of another host are left out. */
  readonly networks: readonly SlotNumber[];
  /** Whose namespace it shares in mode `container`. */
  readonly partner: SlotNumber;
  readonly program: Program;
  readonly publish: 'nothing' | 'everywhere' | 'loopback';
  readonly alias: boolean;
}

export interface ServicePlan {
  readonly networks: readonly SlotNumber[];
  readonly replicas: number;
  readonly endpointMode: 'vip' | 'dnsrr';
  readonly publish: boolean;
}

/** What a container runs: an image, and what it listens on where the image does not tell. */
export interface Program {
  readonly image: string;
  readonly listen: readonly Pick<Listener, 'port' | 'protocol'>[];
  /** What it publishes if it publishes anything. */
  readonly port: Pick<Listener, 'port' | 'protocol'>;
}

export const PROGRAMS: readonly Program[] = [
  { image: 'nginx', listen: [], port: { port: 80, protocol: 'tcp' } },
  { image: 'redis', listen: [], port: { port: 6379, protocol: 'tcp' } },
  { image: 'nginx', listen: [{ port: 53, protocol: 'udp' }], port: { port: 53, protocol: 'udp' } },
];
