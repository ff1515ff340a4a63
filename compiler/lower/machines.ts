import { type Cidr, contains, parseAddress, parseCidr, parseMac } from '../addresses.ts';
import type { BoundScenario } from '../bind/bound-scenario.ts';
import { type Block, type Entity, textOf, textsOf, usesOf, valuesOf } from '../bind/entity.ts';
import { DEFAULT_HOST } from '../bind/scene.ts';
import { engineLineOf } from '../ir/engine-lines.ts';
import type { Client, Host, Interface } from '../ir/surroundings.ts';
import { daemonConfigOf } from './daemon-config.ts';
import { listenersOf } from './listeners.ts';
import { optional } from './optional.ts';
import { pairsOf } from './pairs.ts';
import { freeAddresses, type Lan } from './segments.ts';

/** Hands out addresses of LANs to machines that name none, each address once. */
type Addresses = (lan: Lan) => string | undefined;

export interface Machines {
  readonly hosts: readonly Host[];
  readonly clients: readonly Client[];
}

/** The hosts, or one called `localhost`, and the clients. */
export function machinesOf(scenario: BoundScenario, lans: readonly Lan[]): Machines {
  const queues = new Map(lans.map((lan) => [lan, freeAddresses(scenario, lan)]));
  const addresses: Addresses = (lan) => queues.get(lan)?.next().value || undefined;
  const hosts = scenario.hosts;
  return {
    hosts:
      hosts.length > 0 ? hosts.map((host) => hostOf(host, lans, addresses)) : [defaultHost(lans, addresses)],
    clients: scenario.entities
      .filter(({ kind }) => kind === 'client')
      .map((client) => ({ kind: 'client', ...machineOf(client, lans, addresses) })),
  };
}

function defaultHost(lans: readonly Lan[], addresses: Addresses): Host {
  const block: Block = { kind: 'host', uses: [] };
  const nowhere = { file: '', start: 0, end: 0 };
  const { origin: _, ...host } = hostOf(
    { kind: 'host', name: DEFAULT_HOST, nameSpan: nowhere, span: nowhere, block, since: 0 },
    lans,
    addresses,
  );
  return host;
}

function hostOf(entity: Entity, lans: readonly Lan[], addresses: Addresses): Host {
  const { block, swarmRole } = entity;
  const daemon = usesOf(block, 'daemon');
  const uses = daemon.flatMap((use) => use.block?.uses ?? []);
  const engine = textOf(block, 'engine');
  return {
    kind: 'host',
    ...machineOf(entity, lans, addresses),
    platform: textOf(block, 'platform') === 'desktop' ? 'desktop' : 'linux',
    ...optional('engine', engine && (engineLineOf(engine) ?? engine)),
    daemon: daemonConfigOf({ kind: 'daemon', uses }),
    features: Object.fromEntries(textsOf(block, 'without').map((feature) => [feature, false])),
    ...optional('swarmRole', swarmRole),
    ...optional('daemonOrigin', daemon[0]?.span),
  };
}

function machineOf({ name, block, span }: Entity, lans: readonly Lan[], addresses: Addresses) {
  return {
    name,
    interfaces: interfacesOf(block, lans, addresses),
    routes: valuesOf(block, 'route').map(({ text }) => routeOf(text)),
    processes: listenersOf(valuesOf(block, 'listen')),
    ...optional('resolvConf', resolvConfOf(block)),
    ...optional('hostsFile', hostsFileOf(name, block)),
    sysctls: pairsOf(textsOf(block, 'sysctl')),
    firewall: valuesOf(block, 'firewall').map(({ text, span: origin }) => ({ command: text, origin })),
    origin: span,
  };
}

/**
 * The cards of the machine's own attributes, one for each LAN that its addresses are on, then the `interface`
 * blocks.
 */
function interfacesOf(block: Block, lans: readonly Lan[], addresses: Addresses): readonly Interface[] {
  const blocks = usesOf(block, 'interface').flatMap((use) =>
    use.block ? [{ name: use.values[0]?.text ?? '', block: use.block }] : [],
  );
  const named = blocks.map((card) =>
    interfaceOf(card.name, card.block, cidrsOf(card.block), lans, addresses),
  );
  const own = cidrsOf(block);
  if (named.length > 0 && own.length === 0 && textOf(block, 'lan') === undefined) return named;
  const used = new Set(blocks.map((card) => card.name));
  const names = Array.from({ length: own.length + used.size + 1 }, (_, i) => `eth${i}`).filter(
    (name) => !used.has(name),
  );
  const cards = byLan(own, lans).map((cidrs, i) =>
    interfaceOf(names[i]!, block, cidrs, lans, addresses, i === 0),
  );
  return [...cards, ...named];
}

const cidrsOf = (block: Block): readonly Cidr[] =>
  textsOf(block, 'address').flatMap((text) => parseCidr(text) ?? []);

/** Addresses of one LAN share a card; one of no LAN (an IPv6 address) goes with the first. */
function byLan(cidrs: readonly Cidr[], lans: readonly Lan[]): readonly (readonly Cidr[])[] {
  const groups = new Map<Lan | undefined, Cidr[]>();
  const first = lans.find((lan) => cidrs.some((cidr) => contains(lan.cidr, cidr.address)));
  for (const cidr of cidrs) {
    const lan = lans.find((l) => contains(l.cidr, cidr.address)) ?? first;
    groups.set(lan, [...(groups.get(lan) ?? []), cidr]);
  }
  return groups.size > 0 ? [...groups.values()] : [[]];
}

function interfaceOf(
  name: string,
  block: Block,
  cidrs: readonly Cidr[],
  lans: readonly Lan[],
  addresses: Addresses,
  isFirst = true,
): Interface {
  const said = isFirst ? textOf(block, 'lan') : undefined;
  const lan =
    lans.find(({ segment }) => segment.name === said) ??
    lans.find((l) => cidrs.some((cidr) => contains(l.cidr, cidr.address))) ??
    lans[0]!;
  const given = cidrs.length > 0 ? undefined : addresses(lan);
  const mac = isFirst ? textOf(block, 'mac-address') : undefined;
  const mtu = isFirst ? textOf(block, 'mtu') : undefined;
  const index = isFirst ? textOf(block, 'ifindex') : undefined;
  return {
    name,
    segment: lan.segment.name,
    addresses: given === undefined ? cidrs.map((cidr) => cidr.text) : [given],
    ...optional('mac', mac && parseMac(mac)),
    ...optional('mtu', mtu === undefined ? undefined : Number(mtu)),
    ...optional('index', index === undefined ? undefined : Number(index)),
  };
}

/** `10.0.0.0/8 via 192.168.1.2 dev eth0`, as `ip route add` takes it. */
function routeOf(text: string): Host['routes'][number] {
  const [to = '', ...words] = text.split(' ');
  const after = (word: string) => (words.includes(word) ? words[words.indexOf(word) + 1] : undefined);
  const via = after('via');
  return {
    to: parseCidr(to)?.network ?? parseAddress(to)?.text ?? to,
    ...optional('via', via && (parseAddress(via)?.text ?? via)),
    ...optional('dev', after('dev')),
  };
}

function resolvConfOf(block: Block): string | undefined {
  const servers = textsOf(block, 'nameserver');
  const domains = textsOf(block, 'search');
  if (servers.length === 0) return undefined;
  const search = domains.length > 0 ? [`search ${domains.join(' ')}`] : [];
  return [...servers.map((server) => `nameserver ${server}`), ...search].map((line) => `${line}\n`).join('');
}

function hostsFileOf(name: string, block: Block): string | undefined {
  const lines = textsOf(block, 'add-host').map((text) => {
    const at = text.search(/[:=]/);
    return `${text.slice(at + 1)}\t${text.slice(0, at)}`;
  });
  if (lines.length === 0) return undefined;
  return ['127.0.0.1\tlocalhost', `127.0.1.1\t${name}`, ...lines].map((line) => `${line}\n`).join('');
}
