import fc from 'fast-check';
import { cidr } from '../../runtime/address/cidr.ts';
import { addFault } from '../../runtime/kernel/faults.ts';
import type { Netns } from '../../runtime/kernel/kernel.ts';
import { appendRule, ensureTable, insertRule } from '../../runtime/kernel/netfilter/edit.ts';
import type { Match, ProtocolName, Rule, Target } from '../../runtime/kernel/netfilter/rule.ts';
import { worldArbitrary } from '../../runtime/property/generate-world.ts';
import { planScenario } from '../../runtime/property/plan-scenario.ts';
import type { WorldPlan } from '../../runtime/property/world-plan.ts';
import { randomBelow } from '../../runtime/random.ts';
import { playScenario } from '../../runtime/scenario/run.ts';
import type { RandomState, World } from '../../runtime/world.ts';

const SHAPE = {
  hosts: { min: 1, max: 3 },
  clients: { min: 0, max: 1 },
  networks: { min: 0, max: 5 },
  containers: { min: 1, max: 7 },
  services: { min: 0, max: 2 },
};

/** One world in so many is a swarm; it takes longer to make than others. */
const SWARMS = 3;
const ROOTS: readonly string[] = ['FORWARD', 'DOCKER-USER', 'INPUT', 'OUTPUT'];

/** The world of a seed: hosts, networks of every driver, containers in every mode, services, user's rules, faults. */
export function generatedWorld(seed: number, random: RandomState): World {
  const [plan] = fc.sample(worldArbitrary(SHAPE), { seed, numRuns: 1 });
  const scenario = planScenario(asSwarm(plan!, seed % SWARMS === 0));
  const { world } = playScenario(scenario, { seed }).session;
  for (const machine of world.kernel.machines.values())
    if (machine.kind === 'host' && randomBelow(random, 2) === 0) {
      const netns = world.kernel.namespaces.get(machine.root)!;
      for (let count = randomBelow(random, 4); count > 0; count--) addUserRule(world, netns, random);
    }
  if (randomBelow(random, 6) === 0) addSomeFault(world, random);
  return world;
}

/** Services need a swarm; there some networks are overlays. */
function asSwarm(plan: WorldPlan, swarm: boolean): WorldPlan {
  if (!swarm) return { ...plan, services: [] };
  const networks = plan.networks.map((network, slot) =>
    network && slot % 2 === 0 ? { ...network, driver: 'overlay' as const } : network,
  );
  return { ...plan, networks };
}

const pick = <T>(random: RandomState, list: readonly T[]): T => list[randomBelow(random, list.length)]!;

/** A rule that an administrator might have written, wherever it lands. */
function addUserRule(world: World, netns: Netns, random: RandomState): void {
  const { kernel } = world;
  const target = pick<Target>(random, [
    { kind: 'drop' },
    { kind: 'accept' },
    { kind: 'return' },
    { kind: 'reject', with: 'icmp-port-unreachable' },
    { kind: 'reject', with: 'icmp-host-prohibited' },
    { kind: 'set-mark', value: 7, mask: 0xff },
    { kind: 'masquerade' },
    { kind: 'snat', to: firstAddress(world, netns) },
    { kind: 'snat', to: firstAddress(world, netns), port: { first: 2000, last: 3000 } },
    { kind: 'dnat', to: someAddress(world, random) },
    { kind: 'dnat', to: someAddress(world, random), port: { first: 80, last: 80 } },
    { kind: 'redirect', port: { first: 22, last: 22 } },
    { kind: 'notrack' },
  ]);
  const rule: Rule = { matches: someMatches(world, netns, random), target };
  const [table, chain] = placeFor(target, random);
  ensureTable(kernel, netns.ipv4, table);
  const put = randomBelow(random, 2) === 0 ? insertRule : appendRule;
  put(kernel, netns.ipv4, table, chain, rule);
}

function placeFor(target: Target, random: RandomState) {
  switch (target.kind) {
    case 'masquerade':
    case 'snat':
      return ['nat', 'POSTROUTING'] as const;
    case 'dnat':
    case 'redirect':
      return ['nat', pick(random, ['PREROUTING', 'OUTPUT'])] as const;
    case 'set-mark':
      return ['mangle', pick(random, ['PREROUTING', 'OUTPUT', 'FORWARD', 'POSTROUTING'])] as const;
    case 'notrack':
      return ['raw', pick(random, ['PREROUTING', 'OUTPUT'])] as const;
    default:
      return ['filter', pick(random, ROOTS)] as const;
  }
}

function someMatches(world: World, netns: Netns, random: RandomState): readonly Match[] {
  const count = 1 + randomBelow(random, 3);
  return Array.from({ length: count }, () => someMatch(world, netns, random));
}

function someMatch(world: World, netns: Netns, random: RandomState): Match {
  const not = randomBelow(random, 4) === 0;
  const ip = someAddress(world, random);
  const length = pick(random, [8, 16, 24, 30, 32]);
  const first = pick(random, [1, 22, 53, 80, 6379, 8000, 8003, 32768]);
  const ports = { first, last: first + pick(random, [0, 0, 10, 30_000]) };
  const protocol = pick<ProtocolName>(random, ['tcp', 'udp']);
  const links = [...netns.links.values()].map((id) => world.kernel.links.get(id)!.name);
  const match = pick<Match>(random, [
    { kind: 'source', block: cidr(ip, length) },
    { kind: 'destination', block: cidr(ip, length) },
    { kind: 'destination-port', protocol, ports },
    { kind: 'source-port', protocol, ports },
    { kind: 'protocol', protocol: pick<ProtocolName>(random, ['tcp', 'udp', 'icmp']) },
    { kind: 'in-interface', name: pick(random, links) },
    { kind: 'out-interface', name: pick(random, links) },
    { kind: 'in-interface', name: 'br-+' },
    {
      kind: 'connection-state',
      module: 'conntrack',
      states: [pick(random, ['NEW', 'ESTABLISHED', 'DNAT', 'INVALID'])],
    },
    { kind: 'original-destination-port', ports },
    { kind: 'original-destination', block: cidr(ip, length) },
    { kind: 'connection-direction', direction: pick(random, ['ORIGINAL', 'REPLY']) },
    { kind: 'address-type', destination: pick(random, ['LOCAL', 'UNICAST']) },
    { kind: 'address-type', source: pick(random, ['LOCAL', 'UNICAST']) },
    { kind: 'mark', value: 7, mask: 0xff },
    {
      kind: 'multiport',
      side: pick(random, ['source', 'destination', 'either']),
      ports: [ports, { first: 80, last: 80 }],
    },
    { kind: 'tcp-flags', mask: ['SYN', 'ACK'], set: [pick(random, ['SYN', 'ACK'])] },
    { kind: 'icmp-type', family: 4, type: pick(random, [0, 3, 8]) },
    { kind: 'source-range', first: ip, last: ip },
    { kind: 'bridged' },
  ]);
  return not ? { ...match, not: true } : match;
}

function addSomeFault(world: World, random: RandomState): void {
  const names = [...world.kernel.machines.keys()];
  const [a, b] = [pick(random, names), pick(random, names)];
  if (a === b) return;
  if (randomBelow(random, 3) === 0) addFault(world.kernel, 'fault', { kind: 'partition', sides: [[a], [b]] });
  else {
    const protocol = pick(random, ['tcp', 'udp', 'icmp']);
    const port = pick(random, [undefined, 80, 4789, 22]);
    addFault(world.kernel, 'fault', {
      kind: 'block',
      between: [a, b],
      protocol,
      ...(port !== undefined && protocol !== 'icmp' && { port }),
    });
  }
}

/** An address of the family of user rules: somebody's, or nobody's. */
function someAddress(world: World, random: RandomState): number {
  const all = [...world.kernel.links.values()]
    .filter(({ kind }) => kind !== 'loopback')
    .flatMap(({ addresses }) => addresses.map(({ ip }) => ip))
    .filter((ip) => typeof ip === 'number');
  return randomBelow(random, 8) === 0 ? 0xac140009 : pick(random, all);
}

function firstAddress(world: World, netns: Netns): number {
  for (const id of netns.links.values())
    for (const { ip } of world.kernel.links.get(id)!.addresses)
      if (typeof ip === 'number' && ip >>> 24 !== 127) return ip;
  return 0x0a000001;
}
