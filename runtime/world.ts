import type { DnsServer } from './dns/dns-server.ts';
import type { ProgramSocket } from './engine/daemon/container.ts';
import type { Engine } from './engine/engine.ts';
import type { Kernel } from './kernel/kernel.ts';
import type { Cluster } from './swarm/cluster.ts';
import type { Timer } from './time/timer.ts';

/**
 * Everything that a scenario simulates, as plain data: fork it with `forkWorld`. Nothing in it reads a clock or a
 * random source: time is virtual, and random numbers come from `random`, so that a seed repeats a run byte for byte.
 */
export interface World {
  readonly kernel: Kernel;
  /** Virtual time in milliseconds since the story began. */
  now: number;
  /** Wall clock of the story's beginning, for `Created` fields: milliseconds since the epoch, a constant. */
  readonly epoch: number;
  readonly random: RandomState;
  readonly timers: Timer[];
  /** dockerd of each host, by the host's name. */
  readonly engines: Map<string, Engine>;
  /** What the managers of each swarm agree on, by the swarm's id. */
  readonly clusters: Map<string, Cluster>;
  /** Files that people and programs wrote, by `machine:path` or `container id:path`. */
  readonly files: Map<string, string>;
  /** Where a real scheduler put the tasks of slots (`web.1`), one after the other: its free choice among equal nodes. */
  readonly placeHints: Map<string, string[]>;
  /** What the programs of a service's tasks listen on, where somebody tells: by the service's name. */
  readonly taskPrograms: Map<string, ProgramSocket[]>;
  /** Name servers, by the key that a socket's `dns` service names. */
  readonly dnsServers: Map<string, DnsServer>;
}

/** The state of the world's random source (see random.ts). */
export interface RandomState {
  a: number;
  b: number;
  c: number;
  counter: number;
}

export const forkWorld = (world: World): World => structuredClone(world);
