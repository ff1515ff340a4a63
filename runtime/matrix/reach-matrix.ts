import type { ComposePlan } from '../../compiler/ir/compose-plan.ts';
import { formatIp } from '../address/ip.ts';
import { versionOf } from '../engine/engine.ts';
import { reasonsOf } from '../explain/reasons.ts';
import { ask } from '../scenario/ask.ts';
import { INTERNET_ADDRESS } from '../scenario/build/internet.ts';
import { relationOf } from '../scenario/judge/relation.ts';
import type { Party } from '../scenario/party.ts';
import type { World } from '../world.ts';
import { type Deployed, deploy } from './deploy.ts';
import { type Asker, askersOf } from './parties.ts';
import { type Cell, DOWN, ITSELF, nothingAnswered, probeTarget } from './probe-target.ts';
import { HOST, type OneHostOptions } from './surroundings.ts';
import { type Target, targetsOf } from './targets.ts';

/** Who reaches whom in a project that runs on one host, as probes found it. */
export interface ReachMatrix {
  readonly project: string;
  /** The engine's release: `26.1`. */
  readonly engine: string;
  /** Where the host stands on the LAN. */
  readonly hostAddress: string;
  readonly askers: readonly Asker[];
  readonly targets: readonly Target[];
  /** By asker, then by target. */
  readonly cells: readonly (readonly Cell[])[];
  /** By asker: `open`, or why it does not get out to the internet. */
  readonly egress: readonly string[];
  readonly notes: readonly string[];
}

export const matrixOfPlan = (plan: ComposePlan, options: OneHostOptions = {}): ReachMatrix =>
  matrixOf(deploy(plan, options));

/** Probes every port from everywhere. */
export function matrixOf(deployed: Deployed): ReachMatrix {
  const { world, plan, notes } = deployed;
  const askers = askersOf(deployed);
  const targets = targetsOf(deployed);
  const host = askers.find(({ kind }) => kind === 'host')!.party!;
  const engine = world.engines.get(HOST)!;
  const answered = nothingAnswered(plan);
  const probe = alike((asker, target) => probeTarget(world, asker, target, host, answered));
  return {
    project: plan.project,
    engine: versionOf(engine).name,
    hostAddress: host.addresses[0] === undefined ? '' : formatIp(host.addresses[0]),
    askers,
    targets,
    cells: askers.map((asker) =>
      targets.map((target) => (asker.name === target.service ? ITSELF : probe(asker, target))),
    ),
    egress: egressOf(deployed, askers),
    notes: [...notes, ...silentServices(askers, targets)],
  };
}

/** Those that are no column, because nothing says what they listen on. */
function silentServices(askers: readonly Asker[], targets: readonly Target[]): readonly string[] {
  const silent = askers.filter(
    ({ kind, name, party }) =>
      kind === 'service' && party !== undefined && !targets.some(({ service }) => service === name),
  );
  if (silent.length === 0) return [];
  const names = silent.map(({ name }) => name).join(', ');
  return [`no port is known of ${names}; \`expose\` says what a service listens on`];
}

/**
 * Containers that are attached and configured alike fare alike: one of them is asked, and its answer stands for all. The
 * target itself is never the one.
 */
function alike(probe: (asker: Asker, target: Target) => Cell): (asker: Asker, target: Target) => Cell {
  const classes = new Map<Asker, string>();
  const known = new Map<string, Map<Target, Cell>>();
  return (asker, target) => {
    if (asker.party === undefined) return DOWN;
    const name = classes.get(asker) ?? classOf(asker);
    classes.set(asker, name);
    const cells = known.get(name) ?? new Map<Target, Cell>();
    known.set(name, cells);
    const cell = cells.get(target) ?? probe(asker, target);
    cells.set(target, cell);
    return cell;
  };
}

/** All that decides over what a container reaches: its networks and how it finds names. */
function classOf({ kind, service, party }: Asker): string {
  if (service === undefined) return kind;
  const { container, links, externalLinks, sharesNetworkOf, privileged, capAdd } = service;
  const { networkMode, dns, dnsSearch, dnsOptions, extraHosts, sysctls } = container;
  const networks = container.attachments.map(({ network, driverOptions, gwPriority }) => [
    network,
    driverOptions,
    gwPriority,
  ]);
  const namespace = sharesNetworkOf === undefined ? undefined : party?.netns;
  return JSON.stringify([
    ...[
      networks,
      networkMode,
      namespace,
      dns,
      dnsSearch,
      dnsOptions,
      extraHosts,
      sysctls,
      links,
      externalLinks,
    ],
    ...[privileged, capAdd],
  ]);
}

/** Whether each gets out to the internet; containers that are alike fare alike. */
function egressOf({ world }: Deployed, askers: readonly Asker[]): readonly string[] {
  const known = new Map<string, string>();
  return askers.map((asker) => {
    const { kind, party } = asker;
    if (party === undefined) return 'down';
    if (kind === 'internet') return '-';
    const own = classOf(asker);
    const word = known.get(own) ?? askInternet(world, party);
    known.set(own, word);
    return word;
  });
}

function askInternet(world: World, party: Party): string {
  const door = { kind: 'port', port: 443, protocol: 'tcp' } as const;
  const { outcome } = ask(world, party, { ip: INTERNET_ADDRESS, door });
  return reasonsOf(world, outcome, relationOf(party, NOBODY))[0]!;
}

const NOBODY: Party = { kind: 'internet', name: 'internet', addresses: [] };
