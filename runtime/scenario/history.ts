import type { Ip } from '../address/ip.ts';
import type { Netns, Socket } from '../kernel/kernel.ts';
import type { World } from '../world.ts';
import { desktopName } from './build/desktop.ts';
import { addressesOf, isUnknown, linksOf, listenersOf } from './party.ts';
import { containerKey, type History, type Session } from './session.ts';
import { serviceParty } from './swarm-parties.ts';

/** Writes down what listens where and who has which address, so that later claims can speak of the past. */
export function remember({ world, history }: Session): void {
  if (history.revision === world.kernel.revision) return;
  history.revision = world.kernel.revision;
  for (const netns of world.kernel.namespaces.values()) rememberNamespace(world, history, netns);
  for (const { services } of world.clusters.values())
    for (const { spec } of services.values()) rememberService(world, history, spec.Name);
  for (const engine of world.engines.values()) {
    for (const { name, netns, ports } of engine.containers.values()) {
      const addresses = netns === undefined ? [] : addressesOf(world, netns);
      rememberAddresses(history, containerKey(engine.host, name), addresses);
      rememberPublished(world, history, engine.host, Object.entries(ports));
    }
  }
}

function rememberNamespace(world: World, history: History, netns: Netns): void {
  const own = [
    ...linksOf(world, netns).flatMap((link) => link.addresses.map(({ ip }) => ip)),
    ...desktopAddresses(world, netns),
  ];
  for (const ip of own) {
    history.heard.add(`${ip}`);
    for (const socket of netns.sockets.values())
      if (listensAt(socket, ip)) history.heard.add(heardKey(ip, socket.transport, socket.port));
  }
}

/** A service answers at its virtual addresses, which no namespace that listens has. */
function rememberService(world: World, history: History, name: string): void {
  const party = serviceParty(world, name);
  if (isUnknown(party)) return;
  for (const ip of party.addresses) {
    history.heard.add(`${ip}`);
    for (const { transport, port } of listenersOf(world, party))
      history.heard.add(heardKey(ip, transport, port));
  }
}

/** What a virtual machine of Docker Desktop listens on is looked for at the computer around it. */
function desktopAddresses(world: World, { id, machine }: Netns): readonly Ip[] {
  const computer = world.kernel.machines.get(desktopName(machine));
  return computer && world.kernel.machines.get(machine)?.root === id ? addressesOf(world, computer.root) : [];
}

export const heardKey = (ip: Ip, transport: string, port: number): string => `${ip} ${transport} ${port}`;

export function listensAt({ address }: Pick<Socket, 'address'>, ip: Ip): boolean {
  if (address === 'dual') return true;
  if (address === 'any4') return typeof ip === 'number';
  return address === 'any6' ? typeof ip === 'bigint' : address === ip;
}

function rememberAddresses(history: History, key: string, addresses: readonly Ip[]): void {
  const before = history.addresses.get(key) ?? [];
  const last = before.at(-1) ?? [];
  if (addresses.length === 0 || addresses.join() === last.join()) return;
  history.addresses.set(key, [...before, addresses]);
}

/** A published port answers at the machine's addresses even where no proxy listens. */
function rememberPublished(
  world: World,
  history: History,
  host: string,
  ports: readonly (readonly [string, readonly { readonly HostPort: string }[] | null])[],
): void {
  const root = world.kernel.machines.get(host)?.root;
  if (root === undefined) return;
  for (const [port, bindings] of ports)
    for (const { HostPort } of bindings ?? [])
      for (const ip of addressesOf(world, root))
        history.heard.add(heardKey(ip, port.split('/')[1] ?? 'tcp', Number(HostPort)));
}
