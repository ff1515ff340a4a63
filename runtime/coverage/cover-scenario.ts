import type { Scenario } from '../../compiler/ir/ir.ts';
import type { Ip } from '../address/ip.ts';
import type { LinkId } from '../kernel/kernel.ts';
import type { Hop } from '../kernel/trace.ts';
import type { Answers } from '../scenario/answers.ts';
import { ask, type Question } from '../scenario/ask.ts';
import { lookUp } from '../scenario/look-up.ts';
import { isUnknown, machineParty, type Party, runningContainers } from '../scenario/party.ts';
import { playScenario, type RunOptions } from '../scenario/run.ts';
import { runCommand } from '../scenario/run-command.ts';
import { newSession } from '../scenario/session.ts';
import type { World } from '../world.ts';
import { type Coverage, shareOf } from './coverage.ts';

/** What the questions of claims went through, or all that there was for them to go through. */
interface Exercised {
  readonly networks: Set<string>;
  readonly rules: Set<string>;
  readonly ports: Set<string>;
  readonly pairs: Set<string>;
}

const none = (): Exercised => ({ networks: new Set(), rules: new Set(), ports: new Set(), pairs: new Set() });

/** Plays a scenario and watches what its claims ask. What there is, is what there was after any item of its story. */
export function coverScenario(scenario: Scenario, options: RunOptions = {}): Coverage {
  const exercised = none();
  const there = none();
  const observe = (world: World): Answers => watching(scenario, world, options, exercised);
  playScenario(scenario, { ...options, observe, watch: ({ world }) => lookAround(world, there) });
  return {
    networks: shareOf([...there.networks], exercised.networks),
    rules: shareOf([...there.rules], exercised.rules),
    ports: shareOf([...there.ports], exercised.ports),
    pairs: shareOf([...there.pairs], exercised.pairs),
  };
}

function lookAround(world: World, { networks, rules, ports, pairs }: Exercised): void {
  for (const network of networksIn(world)) networks.add(network);
  for (const rule of rulesIn(world)) rules.add(rule);
  for (const port of portsIn(world)) ports.add(port);
  for (const pair of pairsIn(world)) pairs.add(pair);
}

/** The world's own answers, written down. */
function watching(scenario: Scenario, world: World, { services }: RunOptions, exercised: Exercised): Answers {
  const session = newSession(scenario, world, 'failures', services);
  return {
    ask: (from, question) => {
      const reply = ask(world, from, question);
      note(world, exercised, from, question, reply.hops);
      return reply;
    },
    lookUp: (party, name) => lookUp({ world }, party, name),
    run: (place, command) => runCommand(session, place, command),
  };
}

function note(
  world: World,
  { networks, rules, ports, pairs }: Exercised,
  from: Party,
  { ip, door }: Question,
  hops: readonly Hop[],
): void {
  const byLink = linksOfNetworks(world);
  for (const hop of hops) {
    if (hop.kind === 'bridge') networks.add(byLink.get(hop.bridge) ?? '');
    if (hop.kind === 'enter' || hop.kind === 'leave') networks.add(byLink.get(hop.link) ?? '');
    if (hop.kind === 'hook') for (const { rule } of hop.hits) rules.add(rule.origin?.why ?? '');
  }
  const target = ownerOf(world, ip);
  if (target !== undefined && from.kind === 'container') pairs.add(`${from.name} → ${target}`);
  if (door.kind === 'port')
    for (const { host } of world.engines.values()) {
      const machine = machineParty(world, host);
      if (!isUnknown(machine) && machine.addresses.includes(ip))
        ports.add(`${door.port}/${door.protocol} on ${host}`);
    }
}

const ownerOf = (world: World, ip: Ip): string | undefined =>
  runningContainers(world).find(({ addresses }) => addresses.includes(ip))?.name;

/** Which network a bridge, or the link of an endpoint, belongs to. */
function linksOfNetworks(world: World): ReadonlyMap<LinkId, string> {
  const found = new Map<LinkId, string>();
  for (const { controller } of world.engines.values()) {
    for (const { name, driverNetwork } of controller.networks.values())
      if (driverNetwork.kind === 'bridge') found.set(driverNetwork.bridge.link, name);
    for (const { network, device } of controller.endpoints.values()) {
      const name = controller.networks.get(network)?.name ?? '';
      for (const link of [device?.link, device?.port]) if (link !== undefined) found.set(link, name);
    }
  }
  return found;
}

/** Networks that somebody is on; one that is empty has nothing to exercise. */
const networksIn = (world: World): readonly string[] =>
  unique(
    [...world.engines.values()].flatMap(({ controller }) =>
      [...controller.endpoints.values()]
        .filter(({ sandbox }) => sandbox !== undefined)
        .flatMap(({ network }) => {
          const { name = '', driver } = controller.networks.get(network) ?? {};
          return driver === 'host' || driver === 'null' ? [] : [name];
        }),
    ),
  );

/** Of networks that somebody is on, and of ports that somebody publishes. */
function rulesIn(world: World): readonly string[] {
  const used = new Set(networksIn(world));
  return unique(
    [...world.engines.values()].flatMap(({ host }) => {
      const root = world.kernel.namespaces.get(world.kernel.machines.get(host)?.root ?? -1);
      const chains = [...(root?.ipv4.tables.values() ?? [])].flatMap((table) => [...table.chains.values()]);
      return chains.flatMap(({ rules }) =>
        rules.flatMap(({ origin }) => {
          const network = /of network (.+)$/.exec(origin?.why ?? '')?.[1];
          const counts = network !== undefined ? used.has(network) : origin?.why.startsWith('published port');
          return origin !== undefined && counts ? [origin.why] : [];
        }),
      );
    }),
  );
}

const portsIn = (world: World): readonly string[] =>
  unique(
    [...world.engines.values()].flatMap(({ host, containers }) =>
      [...containers.values()].flatMap(({ ports }) =>
        Object.entries(ports).flatMap(([port, bindings]) =>
          (bindings ?? []).map(({ HostPort }) => `${HostPort}/${port.split('/')[1] ?? 'tcp'} on ${host}`),
        ),
      ),
    ),
  );

function pairsIn(world: World): readonly string[] {
  const names = runningContainers(world)
    .filter(({ addresses }) => addresses.length > 0)
    .map(({ name }) => name);
  return names.flatMap((from) => names.filter((to) => to !== from).map((to) => `${from} → ${to}`));
}

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)];
