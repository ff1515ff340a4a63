import { ask, type Door } from '../scenario/ask.ts';
import { doorText, questionsFor } from '../scenario/judge/doors.ts';
import { isUnknown, machineParty, type Party, runningContainers } from '../scenario/party.ts';
import type { World } from '../world.ts';

/** Who reaches what: by the key of the asker, then of the target, the doors that answer. */
export type ReachTable = ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string, Door>>>;

/** A party with the name that it keeps when something happens to it. */
export interface KeyedParty {
  readonly key: string;
  readonly party: Party;
}

/** Every container that runs, every host and every client. */
export function keyedParties(world: World): readonly KeyedParty[] {
  const containers = runningContainers(world).map((party) => ({
    key: `${party.machine}/${party.container!.id}`,
    party,
  }));
  const machines = [...world.kernel.machines.values()]
    .filter(({ kind, name }) => kind === 'host' || (kind === 'client' && !world.dnsServers.has(name)))
    .flatMap(({ name }) => {
      const party = machineParty(world, name);
      return isUnknown(party) ? [] : [{ key: name, party }];
    });
  return [...containers, ...machines];
}

/** The doors of a target that answer an asker at one of its addresses, by their texts. */
export function doorsReached(world: World, from: Party, to: Party): ReadonlyMap<string, Door> {
  const reached = new Map<string, Door>();
  for (const question of questionsOf(world, to)) {
    const text = doorText(question.door);
    if (reached.has(text)) continue;
    if (ask(world, from, question).outcome.kind === 'delivered') reached.set(text, question.door);
  }
  return reached;
}

/** What a target listens on, its echo, and what a host publishes. */
export function questionsOf(world: World, to: Party) {
  const { addresses } = to;
  const published = [...(world.engines.get(to.container ? '' : to.name)?.containers.values() ?? [])].flatMap(
    ({ ports }) =>
      Object.entries(ports).flatMap(([port, bindings]) =>
        (bindings ?? []).flatMap(({ HostPort }) => {
          const protocol = port.endsWith('/udp') ? ('udp' as const) : ('tcp' as const);
          return addresses.map((ip) => ({
            ip,
            door: { kind: 'port' as const, port: Number(HostPort), protocol },
          }));
        }),
      ),
  );
  return [
    ...questionsFor(world, to, addresses, { kind: 'icmp' }),
    ...questionsFor(world, to, addresses, { kind: 'listened' }),
    ...published,
  ];
}

export function reachTable(world: World, parties = keyedParties(world)): ReachTable {
  return new Map(
    parties.map((from) => [
      from.key,
      new Map(
        parties
          .filter(({ key }) => key !== from.key)
          .map((to) => [to.key, doorsReached(world, from.party, to.party)]),
      ),
    ]),
  );
}

/** A door that one table has and the other has not, between parties that both know. */
export interface Difference {
  readonly from: string;
  readonly to: string;
  readonly door: Door;
}

/** What is in `a` and not in `b`. */
export function* missingFrom(a: ReachTable, b: ReachTable): Generator<Difference> {
  for (const [from, targets] of a)
    for (const [to, doors] of targets) {
      const others = b.get(from)?.get(to);
      if (others === undefined) continue;
      for (const [text, door] of doors) if (!others.has(text)) yield { from, to, door };
    }
}
