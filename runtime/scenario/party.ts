import type { Who } from '../../compiler/ir/claim.ts';
import { contains } from '../address/cidr.ts';
import { type Ip, isLoopback, parseIp } from '../address/ip.ts';
import type { Container } from '../engine/daemon/container.ts';
import type { Engine } from '../engine/engine.ts';
import { GATEWAY_NETWORK } from '../engine/libnetwork/gateway-network.ts';
import type { Link, Machine, Netns, NetnsId, Socket } from '../kernel/kernel.ts';
import type { World } from '../world.ts';
import { desktopName } from './build/desktop.ts';
import { INTERNET, INTERNET_ADDRESS } from './build/internet.ts';
import { findNamespace } from './find-namespace.ts';
import { serviceParty, taskParty } from './swarm-parties.ts';

/** Somebody whom a claim names, as the world has it now. */
export interface Party {
  readonly kind: 'container' | 'service' | 'machine' | 'internet' | 'address' | 'name' | 'localhost';
  /** As the claim says it. */
  readonly name: string;
  /** The machine it lives on. */
  readonly machine?: string;
  /** Where its programs run; none while it does not run, and for a bare address or name. */
  readonly netns?: NetnsId;
  readonly container?: Container;
  readonly engine?: Engine;
  /** Of a service: those that run. They ask in its name. */
  readonly tasks?: readonly Party[];
  /** Every address that it has, as a target. */
  readonly addresses: readonly Ip[];
}

/** Why a claim about this party cannot be judged. */
export interface NoParty {
  readonly unknown: string;
}

export const isUnknown = (party: Party | NoParty): party is NoParty => 'unknown' in party;

export function findParty(world: World, who: Who): Party | NoParty {
  switch (who.kind) {
    case 'container':
      return findContainerParty(world, who.name, who.host);
    case 'host':
    case 'client':
      return machineParty(world, who.name);
    case 'internet':
      return internetParty(world);
    case 'localhost':
      return { kind: 'localhost', name: 'localhost', addresses: [parseIp('127.0.0.1')!] };
    case 'address': {
      const ip = parseIp(who.address);
      return ip === undefined
        ? { unknown: `${who.address} is no address` }
        : { kind: 'address', name: who.address, addresses: [ip] };
    }
    case 'dns-name':
      return { kind: 'name', name: who.name, addresses: [] };
    case 'namespace':
      return namespaceParty(world, who.host, who.name);
    case 'service':
      return serviceParty(world, who.name);
    case 'task':
      return taskParty(world, who.service, who);
    case 'network':
      return { unknown: `\`${who.name}\` is a network; a network neither asks nor answers` };
    case 'variable':
    case 'any':
      return { unknown: 'it speaks of more than one party' };
    default:
      return who satisfies never;
  }
}

/** A container that was removed, or never made, is a party without an address. */
function findContainerParty(world: World, name: string, host: string | undefined): Party {
  for (const engine of world.engines.values()) {
    if (host !== undefined && engine.host !== host) continue;
    for (const container of engine.containers.values())
      if (container.name === name) return containerParty(world, engine, container);
  }
  return { kind: 'container', name, addresses: [] };
}

export function containerParty(world: World, engine: Engine, container: Container): Party {
  const runs = container.state.pid !== 0 && container.netns !== undefined;
  return {
    kind: 'container',
    name: container.name,
    machine: engine.host,
    container,
    engine,
    addresses: runs ? knownAddresses(world, engine, container) : [],
    ...(runs && { netns: container.netns! }),
  };
}

/**
 * What others know a container by. Not its way out of an overlay network, nor its place on ingress: there only load
 * balancers look for it.
 */
function knownAddresses(world: World, { controller }: Engine, container: Container): readonly Ip[] {
  const hidden = [...controller.networks.values()].filter(
    ({ name, ingress }) => ingress || (name === GATEWAY_NETWORK && !container.networks.has(name)),
  );
  const blocks = hidden.flatMap(({ subnets }) => subnets.map(({ block }) => block));
  return addressesOf(world, container.netns!).filter((ip) => !blocks.some((block) => contains(block, ip)));
}

export function machineParty(world: World, name: string): Party | NoParty {
  const { machines } = world.kernel;
  const machine = machines.get(desktopName(name)) ?? machines.get(name);
  if (machine === undefined) return { unknown: `there is no machine \`${name}\`` };
  return {
    kind: 'machine',
    name,
    machine: name,
    netns: machine.root,
    addresses: addressesOf(world, machine.root),
  };
}

export function internetParty(world: World): Party | NoParty {
  const machine = world.kernel.machines.get(INTERNET);
  if (machine === undefined) return { kind: 'internet', name: 'internet', addresses: [INTERNET_ADDRESS] };
  return {
    kind: 'internet',
    name: 'internet',
    machine: INTERNET,
    netns: machine.root,
    addresses: [INTERNET_ADDRESS],
  };
}

function namespaceParty(world: World, host: string, name: string): Party | NoParty {
  const netns = findNamespace(world, host, name);
  if (netns === undefined) return { unknown: `\`${host}\` has no namespace \`${name}\`` };
  return {
    kind: 'machine',
    name: `${host}/${name}`,
    machine: host,
    netns: netns.id,
    addresses: addressesOf(world, netns.id),
  };
}

/**
 * What others know a namespace by: its addresses, but neither loopback nor link-local ones, nor a machine's
 * bridges.
 */
export function addressesOf(world: World, id: NetnsId): readonly Ip[] {
  const netns = world.kernel.namespaces.get(id);
  if (netns === undefined) return [];
  const isRoot = machineOf(world, netns)?.root === id;
  return linksOf(world, netns)
    .filter((link) => link.kind !== 'loopback' && !(isRoot && link.kind === 'bridge'))
    .flatMap((link) => link.addresses.filter(({ scope }) => scope === 'global').map(({ ip }) => ip));
}

export const linksOf = (world: World, netns: Netns): readonly Link[] =>
  [...netns.links.values()].flatMap((id) => world.kernel.links.get(id) ?? []);

export const machineOf = (world: World, netns: Netns): Machine | undefined =>
  world.kernel.machines.get(netns.machine);

/** Whether it has a way out of itself: some link besides loopback that is up. */
export const hasNetwork = (world: World, id: NetnsId): boolean =>
  linksOf(world, world.kernel.namespaces.get(id)!).some((link) => link.kind !== 'loopback' && link.up);

/** The sockets that answer at one of the party's addresses: a container's own, or all of a machine. */
export function listenersOf(world: World, party: Party): readonly Socket[] {
  if (party.tasks) return party.tasks.flatMap((task) => listenersOf(world, task));
  const netns = party.netns === undefined ? undefined : world.kernel.namespaces.get(party.netns);
  if (netns === undefined) return [];
  return [...netns.sockets.values()].filter(
    ({ address, process }) =>
      (typeof address === 'string' || !isLoopback(address)) &&
      (party.container === undefined || process.container === party.container.id),
  );
}

/** Every container that runs, on every host. */
export const runningContainers = (world: World): readonly Party[] =>
  [...world.engines.values()].flatMap((engine) =>
    [...engine.containers.values()]
      .map((container) => containerParty(world, engine, container))
      .filter(({ netns }) => netns !== undefined),
  );

/** Everybody who could ask: containers that run, hosts, clients and the internet, each namespace once. */
export function allParties(world: World): readonly Party[] {
  const machines = [...world.kernel.machines.values()]
    .filter(({ kind }) => kind === 'host' || kind === 'client')
    .map(({ name }) => machineParty(world, name));
  const taken = new Set<NetnsId>();
  return [...runningContainers(world), ...machines, internetParty(world)].filter((party): party is Party => {
    if (isUnknown(party) || party.netns === undefined || taken.has(party.netns)) return false;
    taken.add(party.netns);
    return true;
  });
}
