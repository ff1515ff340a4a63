import type { Attachment, ContainerSpec, NetworkSpec, ServiceSpec } from '../../compiler/ir/action.ts';
import type { Item, Scenario } from '../../compiler/ir/ir.ts';
import type { Client, Host, Listener, Segment } from '../../compiler/ir/surroundings.ts';
import type { Span } from '../../diagnostics/span.ts';
import type {
  ClientPlan,
  ContainerPlan,
  HostPlan,
  NetworkPlan,
  ServicePlan,
  Slot,
  SlotNumber,
  WorldPlan,
} from './world-plan.ts';

/** Nobody wrote it. */
export const NOWHERE: Span = { file: '', start: 0, end: 0 };

const LAN: Segment = {
  name: 'lan',
  subnet: '192.168.1.0/24',
  gateway: '192.168.1.1',
  uplink: true,
  dns: { address: '192.168.1.1', records: [], otherwise: 'NXDOMAIN' },
};
const FIRST_HOST = 11;
const FIRST_CLIENT = 101;
/** Published ports are different for every slot, so that none is refused. */
const FIRST_PORT = 8000;

export const hostName = (slot: SlotNumber): string => `h${slot}`;
export const clientName = (slot: SlotNumber): string => `client${slot}`;
export const networkName = (slot: SlotNumber): string => `net${slot}`;
export const containerName = (slot: SlotNumber): string => `c${slot}`;
export const serviceName = (slot: SlotNumber): string => `s${slot}`;

/** Containers that steps run have slots of their own, after those of the world. */
export const numbered = <T>(slots: readonly Slot<T>[]): readonly (readonly [SlotNumber, T])[] =>
  slots.flatMap((slot, number) => (slot === null ? [] : [[number, slot] as const]));

/** The host that a slot means: a thing of a host that is not there is on the first one that is. */
export function presentHost({ hosts }: WorldPlan, slot: SlotNumber): SlotNumber {
  if (hosts[slot]) return slot;
  const first = hosts.findIndex((host) => host !== null);
  return Math.max(first, 0);
}

/** A plan as a scenario: surroundings, and what is declared in it, in the order that Docker needs. */
export function planScenario(plan: WorldPlan, name = 'generated', reversed = false): Scenario {
  const hosts = numbered(plan.hosts);
  const inOrder = <T>(items: readonly T[]): readonly T[] => (reversed ? [...items].reverse() : items);
  const networks = inOrder(numbered(plan.networks)).flatMap(([slot, network]) =>
    networkItem(plan, slot, network),
  );
  const services = numbered(plan.services).map(([slot, service]) => serviceItem(plan, slot, service));
  return {
    kind: 'scenario',
    name,
    shows: [],
    surroundings: {
      segments: [LAN],
      hosts: hosts.map(([slot, host]) => hostOf(slot, host, isSwarm(plan) ? hosts[0]![0] : undefined)),
      clients: numbered(plan.clients).map(([slot, client]) => clientOf(slot, client)),
      images: [],
    },
    story: [
      ...swarmItems(plan),
      ...networks,
      ...containerItems(plan, inOrder(plan.containers.map((_, slot) => slot))),
      ...services,
    ],
    origin: NOWHERE,
  };
}

/** There is a swarm where something needs one. */
export const isSwarm = ({ services, networks }: WorldPlan): boolean =>
  services.some((service) => service !== null) || networks.some((network) => network?.driver === 'overlay');

function hostOf(slot: SlotNumber, plan: HostPlan, firstOfSwarm: SlotNumber | undefined): Host {
  const role = slot === firstOfSwarm ? 'manager' : 'worker';
  return {
    kind: 'host',
    ...machineOf(hostName(slot), FIRST_HOST + slot, plan.listens),
    platform: 'linux',
    ...(plan.engine !== null && { engine: plan.engine }),
    daemon: {
      ...(!plan.icc && { icc: false }),
      ...(!plan.userlandProxy && { 'userland-proxy': false }),
    },
    features: {},
    ...(firstOfSwarm !== undefined && { swarmRole: role }),
  };
}

const clientOf = (slot: SlotNumber, { listens }: ClientPlan): Client => ({
  kind: 'client',
  ...machineOf(clientName(slot), FIRST_CLIENT + slot, listens),
});

const machineOf = (name: string, last: number, listens: boolean) => ({
  name,
  interfaces: [{ name: 'eth0', segment: LAN.name, addresses: [`192.168.1.${last}/24`] }],
  routes: [],
  processes: listens ? [{ port: 22, protocol: 'tcp' as const, origin: NOWHERE }] : [],
  sysctls: {},
  firewall: [],
});

const doing = (action: Extract<Item, { kind: 'do' }>['action']): Item => ({
  kind: 'do',
  action,
  origin: NOWHERE,
});

function swarmItems(plan: WorldPlan): readonly Item[] {
  if (!isSwarm(plan)) return [];
  const [first, ...others] = numbered(plan.hosts).map(([slot]) => hostName(slot));
  if (first === undefined) return [];
  return [
    doing({ kind: 'swarm-init', host: first, options: {} }),
    ...others.map((host) => doing({ kind: 'swarm-join', host, via: first, role: 'worker' })),
  ];
}

function networkItem(plan: WorldPlan, slot: SlotNumber, network: NetworkPlan): readonly Item[] {
  const host = hostName(
    network.driver === 'overlay' ? presentHost(plan, 0) : presentHost(plan, network.host),
  );
  return [doing({ kind: 'create-network', host, network: networkSpec(slot, network) })];
}

/** macvlan and ipvlan get a VLAN of their own each: two networks cannot share a parent. */
export function networkSpec(slot: SlotNumber, network: NetworkPlan): NetworkSpec {
  const { driver } = network;
  const bridge = driver === 'bridge';
  const parent = driver === 'macvlan' || driver === 'ipvlan';
  return {
    name: networkName(slot),
    ...(driver !== 'bridge' && { driver }),
    subnets: [
      ...(network.subnet || parent ? [{ subnet: `10.${100 + slot}.0.0/16`, auxAddresses: {} }] : []),
      ...(network.ipv6 && bridge ? [{ subnet: `fd00:${slot + 1}::/64`, auxAddresses: {} }] : []),
    ],
    internal: network.internal,
    attachable: driver === 'overlay',
    ipv6: network.ipv6 && bridge,
    options: {
      ...(bridge && !network.icc && { 'com.docker.network.bridge.enable_icc': 'false' }),
      ...(bridge && !network.masquerade && { 'com.docker.network.bridge.enable_ip_masquerade': 'false' }),
      ...(parent && !network.internal && { parent: `eth0.${10 + slot}` }),
    },
    labels: {},
    origin: NOWHERE,
  };
}

/** A container comes after the one whose namespace it shares. */
function containerItems(plan: WorldPlan, order: readonly SlotNumber[]): readonly Item[] {
  const placed = new Set<SlotNumber>();
  const place = (slot: SlotNumber): readonly Item[] => {
    const container = plan.containers[slot];
    if (!container || placed.has(slot)) return [];
    placed.add(slot);
    const partner = partnerOf(plan, slot, container);
    return [
      ...(partner === undefined ? [] : place(partner)),
      doing({
        kind: 'run-container',
        host: hostName(presentHost(plan, container.host)),
        container: containerSpec(plan, slot, container),
        start: true,
      }),
    ];
  };
  return order.flatMap(place);
}

/**
 * Whose namespace a container shares: one of the same host that has its own. None: the container is on the
 * default bridge instead.
 */
export function partnerOf(
  plan: WorldPlan,
  slot: SlotNumber,
  container: ContainerPlan,
): SlotNumber | undefined {
  if (container.mode !== 'container' || container.partner === slot) return undefined;
  const partner = plan.containers[container.partner];
  if (!partner || partner.mode === 'container') return undefined;
  const together = presentHost(plan, partner.host) === presentHost(plan, container.host);
  return together ? container.partner : undefined;
}

/** The networks that a container joins: those of its own host, and overlays. */
export function joinableNetworks(plan: WorldPlan, container: ContainerPlan): readonly SlotNumber[] {
  const host = presentHost(plan, container.host);
  return container.networks.filter((slot) => {
    const network = plan.networks[slot];
    return network && (network.driver === 'overlay' || presentHost(plan, network.host) === host);
  });
}

const attachment = (network: SlotNumber, aliases: readonly string[] = []): Attachment => ({
  network: networkName(network),
  aliases,
  links: [],
  driverOptions: {},
  origin: NOWHERE,
});

export function containerSpec(plan: WorldPlan, slot: SlotNumber, container: ContainerPlan): ContainerSpec {
  const { mode, program } = container;
  const partner = partnerOf(plan, slot, container);
  const networks = mode === 'networks' ? joinableNetworks(plan, container) : [];
  const networkMode =
    mode === 'host' || mode === 'none'
      ? mode
      : partner === undefined
        ? undefined
        : `container:${containerName(partner)}`;
  return {
    name: containerName(slot),
    image: program.image,
    command: [],
    ...(networkMode !== undefined && { networkMode }),
    attachments: networks.map((network) => attachment(network, container.alias ? ['shared'] : [])),
    publish: networkMode === undefined ? publishOf(slot, container) : [],
    publishAll: false,
    expose: [],
    links: [],
    dns: [],
    dnsSearch: [],
    dnsOptions: [],
    extraHosts: [],
    environment: [],
    labels: {},
    sysctls: {},
    ...(program.listen.length > 0 && { listen: program.listen.map(listener) }),
    origin: NOWHERE,
  };
}

const listener = (port: Pick<Listener, 'port' | 'protocol'>): Listener => ({ ...port, origin: NOWHERE });

function publishOf(slot: SlotNumber, { publish, program }: ContainerPlan): ContainerSpec['publish'] {
  if (publish === 'nothing') return [];
  const { port, protocol } = program.port;
  const address = publish === 'loopback' ? '127.0.0.1:' : '';
  const text = `${address}${FIRST_PORT + slot}:${port}${protocol === 'udp' ? '/udp' : ''}`;
  return [{ text, origin: NOWHERE }];
}

function serviceItem(plan: WorldPlan, slot: SlotNumber, service: ServicePlan): Item {
  const host = hostName(presentHost(plan, 0));
  return doing({ kind: 'create-service', host, service: serviceSpec(plan, slot, service) });
}

function serviceSpec(plan: WorldPlan, slot: SlotNumber, service: ServicePlan): ServiceSpec {
  const overlays = service.networks.filter((number) => plan.networks[number]?.driver === 'overlay');
  const balanced = service.endpointMode === 'vip';
  return {
    name: serviceName(slot),
    image: 'nginx',
    command: [],
    mode: 'replicated',
    replicas: service.replicas,
    networks: overlays.map((network) => attachment(network)),
    publish: service.publish && balanced ? [{ text: `${FIRST_PORT + 500 + slot}:80`, origin: NOWHERE }] : [],
    endpointMode: service.endpointMode,
    constraints: [],
    placementPreferences: [],
    environment: [],
    labels: {},
    update: {},
    restart: {},
    origin: NOWHERE,
  };
}
