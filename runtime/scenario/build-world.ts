import type { Surroundings } from '../../compiler/ir/surroundings.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { createKernel } from '../kernel/create.ts';
import { addSegment } from '../kernel/segments.ts';
import { seedRandom } from '../random.ts';
import type { World } from '../world.ts';
import { buildDesktop } from './build/desktop.ts';
import { buildEngine } from './build/engines.ts';
import { buildMachine, complaint, settleMachine } from './build/machines.ts';
import { buildNameServer, buildPublicNameServer } from './build/name-servers.ts';
import { buildInternet, buildRouter } from './build/uplink.ts';

/** 2026-01-01T00:00:00Z: when every story begins. */
const EPOCH = 1_767_225_600_000;
const DEFAULT_SEED = 1;

export interface WorldOptions {
  /** Comes before the scenario's own seed. */
  readonly seed?: number;
  /** Comes before the engines that the scenario names: `20.10`. */
  readonly engineVersion?: string;
}

export interface BuiltWorld {
  readonly world: World;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Everything that is there before the story begins: wires, machines, routers, name servers, and engines that
 * run.
 */
export function buildWorld(surroundings: Surroundings, options: WorldOptions = {}): BuiltWorld {
  const world = emptyWorld(options.seed ?? surroundings.seed ?? DEFAULT_SEED);
  const { segments, hosts, clients } = surroundings;
  const desktops = hosts.filter(({ platform }) => platform === 'desktop');
  const machines = [...hosts.filter(({ platform }) => platform === 'linux'), ...clients];
  for (const { name } of segments) addSegment(world.kernel, name);
  if (segments.some(({ gateway, uplink }) => gateway !== undefined && uplink)) {
    buildInternet(world, segments);
    buildPublicNameServer(world);
  }
  segments
    .filter(({ gateway }) => gateway !== undefined)
    .forEach((segment, number) => {
      buildRouter(world, segment, number);
    });
  const diagnostics = [
    ...machines.flatMap((machine) => buildMachine(world, machine, surroundings)),
    ...desktops.flatMap((host) => buildDesktop(world, host, surroundings)),
    ...segments.flatMap((segment) => {
      const problem = buildNameServer(world, segment);
      return problem === undefined ? [] : [complaint(segment, problem)];
    }),
    ...machines.flatMap((machine) => settleMachine(world, machine)),
    ...hosts.flatMap((host) => buildEngine(world, host, surroundings, options.engineVersion)),
  ];
  return { world, diagnostics };
}

/** A world without anything in it. */
export const emptyWorld = (seed: number): World => ({
  kernel: createKernel(),
  now: 0,
  epoch: EPOCH,
  random: seedRandom(seed),
  timers: [],
  engines: new Map(),
  clusters: new Map(),
  placeHints: new Map(),
  taskPrograms: new Map(),
  files: new Map(),
  dnsServers: new Map(),
});
