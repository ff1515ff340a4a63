import { isLoopback, isUnspecified } from '../address/ip.ts';
import type { NetworkResource } from '../docker-api/network.ts';
import { DEFAULT_CONFIG } from '../engine/daemon/config.ts';
import { fileContainer } from '../engine/daemon/file-container.ts';
import { isHostMode, joinedContainer } from '../engine/daemon/network-mode.ts';
import type { Engine } from '../engine/engine.ts';
import { newController } from '../engine/libnetwork/controller.ts';
import type { DriverName, Network } from '../engine/libnetwork/network.ts';
import { addMachine } from '../kernel/create.ts';
import type { Kernel, NetnsId, Socket } from '../kernel/kernel.ts';
import { makeLink, netnsOf, register } from '../kernel/link-registry.ts';
import { createNetns, loopbackOf } from '../kernel/namespaces.ts';
import { insertRoute } from '../kernel/routes.ts';
import { INTERNET } from '../scenario/build/internet.ts';
import { emptyWorld } from '../scenario/build-world.ts';
import type { World } from '../world.ts';
import { type ListedLink, type ListedSocket, type Listing, readListing } from './listing.ts';
import type { Observation, ObservedClient, ObservedContainer, ObservedNamespace } from './observation.ts';
import { pictureContainer } from './picture-container.ts';
import { readRules } from './read-rules.ts';

/** A world that looks like what was observed. It is for reading: nothing in it would carry a packet. */
export function pictureOf(hosts: readonly Observation[], clients: readonly ObservedClient[]): World {
  const world = emptyWorld(1);
  for (const { name, namespace } of clients) {
    const { root } = addMachine(world.kernel, { name, kind: name === INTERNET ? 'internet' : 'client' });
    furnish(world.kernel, root, namespace);
    openSockets(world.kernel, root, ownOf(readListing(namespace.listing)), { name: 'server' });
  }
  for (const host of hosts) pictureHost(world, host);
  return world;
}

function pictureHost(world: World, seen: Observation): void {
  const { root } = addMachine(world.kernel, { name: seen.host, kind: 'host' });
  if (seen.root !== undefined) {
    furnish(world.kernel, root, seen.root);
    openSockets(world.kernel, root, machineSockets(seen), { name: 'server' });
  }
  const engine = pictureEngine(seen);
  world.engines.set(seen.host, engine);
  const places = new Map<string, NetnsId>();
  for (const container of ownersFirst(seen.containers)) {
    const netns = placeOf(world, seen.host, root, container, places);
    if (netns !== undefined) places.set(container.inspect.Id, netns);
    fileContainer(engine, pictureContainer(container, netns));
    const listing = container.namespace && readListing(container.namespace.listing);
    if (netns !== undefined && listing !== undefined)
      openSockets(world.kernel, netns, ownOf(listing), {
        name: container.name,
        container: container.inspect.Id,
      });
  }
}

const pictureEngine = ({ host, version, running, networks }: Observation): Engine => ({
  host,
  version,
  id: '',
  status: running ? 'running' : 'stopped',
  daemonJson: {},
  config: DEFAULT_CONFIG,
  containers: new Map(),
  containerNames: new Map(),
  images: new Map(),
  controller: {
    ...newController(),
    networks: new Map(networks.map((network) => [network.Id, pictureNetwork(network)])),
  },
  sources: new Map(),
});

/** What the judges want to know of a network; its addresses are read from the namespaces. */
const pictureNetwork = (network: NetworkResource): Network => ({
  id: network.Id,
  name: network.Name,
  driver: network.Driver as DriverName,
  created: 0,
  scope: network.Scope as Network['scope'],
  enableIpv6: network.EnableIPv6,
  internal: network.Internal,
  attachable: network.Attachable,
  ingress: network.Ingress,
  options: network.Options ?? {},
  labels: network.Labels ?? {},
  ipamDriver: network.IPAM.Driver,
  ipamOptions: network.IPAM.Options,
  subnets: [],
  driverNetwork: { kind: 'null' },
});

/** Those that join another one's namespace come after it. */
const ownersFirst = (containers: readonly ObservedContainer[]): readonly ObservedContainer[] => {
  const joins = ({ inspect }: ObservedContainer): boolean =>
    joinedContainer(inspect.HostConfig.NetworkMode) !== undefined;
  return [...containers.filter((c) => !joins(c)), ...containers.filter(joins)];
};

function placeOf(
  world: World,
  host: string,
  root: NetnsId,
  { name, inspect, namespace }: ObservedContainer,
  places: ReadonlyMap<string, NetnsId>,
): NetnsId | undefined {
  if (namespace === undefined) return undefined;
  const mode = inspect.HostConfig.NetworkMode;
  if (isHostMode(mode)) return root;
  const owner = joinedContainer(mode);
  if (owner !== undefined) return places.get(owner);
  const key = inspect.NetworkSettings.SandboxKey.split('/').at(-1) ?? '';
  const { id } = createNetns(world.kernel, { machine: host, name: key, label: `${host}/${name}` });
  furnish(world.kernel, id, namespace);
  return id;
}

/** Writes down the links, routes and rules of a namespace. */
function furnish(kernel: Kernel, id: NetnsId, seen: ObservedNamespace): void {
  const netns = netnsOf(kernel, id);
  const { links, routes } = readListing(seen.listing);
  netns.routes.length = 0;
  for (const link of links) pictureLink(kernel, id, link);
  for (const { destination, via, dev, type } of routes) {
    const link = [...netns.links.values()].find((one) => kernel.links.get(one)?.name === dev);
    insertRoute(netns, {
      destination,
      type,
      scope: 'global',
      protocol: 'kernel',
      metric: 0,
      ...(via !== undefined && { via }),
      ...(link !== undefined && { link }),
    });
  }
  if (seen.rules !== undefined) readRules(kernel, netns.ipv4, seen.rules);
}

function pictureLink(kernel: Kernel, netns: NetnsId, seen: ListedLink): void {
  if (seen.isLoopback) {
    const lo = loopbackOf(kernel, netns);
    lo.up = seen.up;
    lo.addresses.splice(0, lo.addresses.length, ...seen.addresses);
    return;
  }
  const { index, name, mac, mtu } = seen;
  const base = {
    ...makeLink(kernel, netns, { index, name, mac, mtu }),
    up: seen.up,
    addresses: [...seen.addresses],
  };
  register(
    kernel,
    seen.isBridge
      ? { ...base, kind: 'bridge', ports: [], fdb: new Map(), stp: false, fixedMac: true }
      : { ...base, kind: 'dummy' },
  );
}

const ownOf = ({ sockets }: Listing): readonly ListedSocket[] => sockets.filter(({ own }) => own);

/** Of all that listens on a machine, what belongs to the scenario: its own programs, and the ports of its containers. */
function machineSockets({ root, containers }: Observation): readonly ListedSocket[] {
  const { sockets } = readListing(root?.listing ?? '');
  const published = new Set(
    containers.flatMap(({ inspect }) =>
      Object.entries(inspect.NetworkSettings.Ports).flatMap(([port, bindings]) =>
        (bindings ?? []).map(({ HostPort }) => `${HostPort}/${port.split('/')[1]}`),
      ),
    ),
  );
  return sockets.filter(({ own, port, transport }) => own || published.has(`${port}/${transport}`));
}

function openSockets(
  kernel: Kernel,
  id: NetnsId,
  sockets: readonly ListedSocket[],
  process: { readonly name: string; readonly container?: string },
): void {
  const netns = netnsOf(kernel, id);
  for (const { transport, port, ip } of sockets) {
    const four = sockets.some(
      (other) => other.port === port && other.transport === transport && other.ip === 0,
    );
    const socket: Socket = {
      id: kernel.nextId++,
      netns: id,
      transport,
      address: isUnspecified(ip) ? (ip === 0 ? 'any4' : four ? 'any6' : 'dual') : ip,
      port,
      process: { ...process, pid: 1 },
      service: { kind: 'echo', name: process.name, tellsLocal: !isLoopback(ip) },
      repliesFrom: 'asked',
      backlog: 1,
    };
    netns.sockets.set(socket.id, socket);
  }
}
