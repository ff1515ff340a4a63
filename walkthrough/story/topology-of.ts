import type { Surroundings } from '../../compiler/ir/surroundings.ts';
import { contains, formatCidr } from '../../runtime/address/cidr.ts';
import { formatIp, type Ip, parseIp } from '../../runtime/address/ip.ts';
import type { Container } from '../../runtime/engine/daemon/container.ts';
import type { Engine } from '../../runtime/engine/engine.ts';
import type { Network } from '../../runtime/engine/libnetwork/network.ts';
import type { Link, Machine, Netns } from '../../runtime/kernel/kernel.ts';
import { linksOf } from '../../runtime/scenario/party.ts';
import type { World } from '../../runtime/world.ts';
import type {
  AttachmentView,
  BoxMode,
  BoxView,
  MachineView,
  NetworkView,
  SegmentView,
  Topology,
} from './topology.ts';

/** The engine's own networks without wires: a box says that it is on them by its mode. */
const WIRELESS = new Set(['host', 'null']);
/** The engine's own bridges, drawn only when somebody is on them. */
const BUILT_IN = new Set(['bridge', 'docker_gwbridge', 'ingress']);

/** What a picture of the world shows, as it is now. */
export function topologyOf(world: World, surroundings: Surroundings): Topology {
  const machines = [...world.kernel.machines.values()].flatMap((machine) =>
    machine.kind === 'host' || machine.kind === 'client' ? [machineView(world, machine)] : [],
  );
  const used = new Set(
    machines.flatMap(({ boxes }) => boxes.flatMap((box) => box.attachments.map(({ network }) => network))),
  );
  const networks = networksOf(world).filter(
    ({ key, name, driver }) => !WIRELESS.has(driver) && (used.has(key) || !BUILT_IN.has(name)),
  );
  return { segments: surroundings.segments.map(segmentView), machines, networks };
}

const segmentView = ({ name, subnet, gateway, uplink }: Surroundings['segments'][number]): SegmentView => ({
  name,
  subnet,
  ...(gateway !== undefined && { gateway }),
  uplink: uplink && gateway !== undefined,
});

function machineView(world: World, machine: Machine): MachineView {
  const root = world.kernel.namespaces.get(machine.root)!;
  const engine = world.engines.get(machine.name);
  const role = engine?.swarm && swarmRole(world, engine);
  const faults = [...world.kernel.faults.values()];
  return {
    name: machine.name,
    kind: machine.kind === 'host' ? 'host' : 'client',
    cards: linksOf(world, root).flatMap((link) =>
      link.kind === 'nic'
        ? [{ name: link.name, segment: link.segment, address: firstAddress(link) ?? '' }]
        : [],
    ),
    ...(engine && { engine: engine.version }),
    ...(role && { swarm: role }),
    boxes: engine ? boxesOf(world, engine) : [],
    down: faults.some((fault) => fault.kind === 'down' && fault.machine === machine.name),
  };
}

function swarmRole(world: World, { swarm }: Engine): MachineView['swarm'] {
  const cluster = swarm && world.clusters.get(swarm.cluster);
  return cluster?.nodes.get(swarm!.node)?.role;
}

function boxesOf(world: World, engine: Engine): readonly BoxView[] {
  const containers = [...engine.containers.values()].map((container) =>
    containerView(world, engine, container),
  );
  return [...containers, ...sandboxesOf(world, engine)];
}

function containerView(world: World, engine: Engine, container: Container): BoxView {
  const { id, name, image, state, netns } = container;
  const mode = modeOf(engine, container);
  const space = netns === undefined ? undefined : world.kernel.namespaces.get(netns);
  const own = mode.kind === 'networks' || mode.kind === 'none';
  return {
    key: `${engine.host}/${name}`,
    kind: 'container',
    name,
    image,
    state: state.status,
    mode,
    attachments: own ? attachmentsOf(world, engine, container, space) : [],
    published: publishedBy(container),
    id,
  };
}

function modeOf({ containers }: Engine, { hostConfig, networks }: Container): BoxMode {
  const mode = hostConfig.NetworkMode;
  if (mode === 'host') return { kind: 'host' };
  const joined = /^container:(.+)$/.exec(mode)?.[1];
  if (joined !== undefined) return { kind: 'container', of: containers.get(joined)?.name ?? joined };
  const wired = [...networks.keys()].some((name) => name !== 'none');
  return wired ? { kind: 'networks' } : { kind: 'none' };
}

/** What it was given, and the cards that the engine plugs in besides (docker_gwbridge of a task). */
function attachmentsOf(
  world: World,
  engine: Engine,
  { networks }: Container,
  space: Netns | undefined,
): readonly AttachmentView[] {
  const links = space === undefined ? [] : linksOf(world, space);
  const asked = [...networks].flatMap(([name, { networkId, ipAddress }]) => {
    const network = engine.controller.networks.get(networkId);
    if (name === 'none' || network === undefined) return [];
    const link = links.find((candidate) => hasAddress(candidate, ipAddress));
    return [{ network: network.id, interface: link?.name ?? '', address: ipAddress }];
  });
  const extra = wiresOf(engine, links).filter(
    (wire) => !asked.some(({ network }) => network === wire.network),
  );
  return [...asked, ...extra];
}

/** The cards of a namespace whose addresses lie in a network of the engine. */
const wiresOf = (engine: Engine, links: readonly Link[]): readonly AttachmentView[] =>
  links.flatMap((link) => {
    const address = globalAddress(link);
    const network = address === undefined ? undefined : networkWith(engine, address);
    return network === undefined || link.kind === 'loopback'
      ? []
      : [{ network: network.id, interface: link.name, address: formatIp(address!) }];
  });

/** Namespaces that the engine keeps for itself: `ingress_sbox`, `lb_...`. */
function sandboxesOf(world: World, engine: Engine): readonly BoxView[] {
  const taken = new Set([...engine.containers.values()].map(({ netns }) => netns));
  return [...world.kernel.namespaces.values()].flatMap((space) => {
    const own = /^(ingress_sbox|lb_.+)$/.test(space.name);
    if (space.machine !== engine.host || taken.has(space.id) || !own) return [];
    return [
      {
        key: `${engine.host}/${space.name}`,
        kind: 'sandbox' as const,
        name: space.name,
        image: '',
        state: 'running',
        mode: { kind: 'networks' as const },
        attachments: wiresOf(engine, linksOf(world, space)),
        published: [],
        id: space.name,
      },
    ];
  });
}

function publishedBy({ ports }: Container): readonly string[] {
  return Object.entries(ports).flatMap(([port, bindings]) => [
    ...new Set(
      (bindings ?? [])
        .filter(({ HostIp }) => !HostIp.includes(':'))
        .map(({ HostIp, HostPort }) => {
          const door = HostIp === '0.0.0.0' || HostIp === '' ? HostPort : `${HostIp}:${HostPort}`;
          return `${door} → ${port.replace('/tcp', '')}`;
        }),
    ),
  ]);
}

/** Local networks by host; an overlay is one network wherever an engine knows it. */
function networksOf(world: World): readonly NetworkView[] {
  const views = new Map<string, NetworkView>();
  for (const engine of world.engines.values())
    for (const network of engine.controller.networks.values()) {
      const known = views.get(network.id);
      const hosts = [...(known?.hosts ?? []), engine.host];
      views.set(network.id, { ...(known ?? networkView(world, network)), hosts });
    }
  return [...views.values()];
}

function networkView(world: World, network: Network): NetworkView {
  const { id, name, driver, subnets, internal, driverNetwork } = network;
  const gateway = subnets[0]?.gateway;
  const bridge =
    driverNetwork.kind === 'bridge' ? world.kernel.links.get(driverNetwork.bridge.link)?.name : undefined;
  return {
    key: id,
    name,
    driver,
    hosts: [],
    subnets: subnets.map(({ block }) => formatCidr(block)),
    ...(gateway !== undefined && { gateway: formatIp(gateway) }),
    internal,
    ...(bridge !== undefined && { bridge }),
  };
}

const networkWith = ({ controller }: Engine, ip: Ip): Network | undefined =>
  [...controller.networks.values()].find(({ subnets }) => subnets.some(({ block }) => contains(block, ip)));

const globalAddress = ({ addresses }: Link): Ip | undefined =>
  addresses.find(({ scope, length }) => scope === 'global' && length !== 32)?.ip;

function firstAddress({ addresses }: Link): string | undefined {
  const found = addresses.find(({ scope }) => scope === 'global');
  return found && `${formatIp(found.ip)}/${found.length}`;
}

const hasAddress = ({ addresses }: Link, text: string): boolean => {
  const ip = parseIp(text);
  return ip !== undefined && addresses.some((address) => address.ip === ip);
};
