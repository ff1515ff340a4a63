import { jsonFormOf } from '../attributes/daemon-keys.ts';
import type { Client, Host, Image, Interface, JsonValue, Segment, Surroundings } from '../ir/surroundings.ts';
import { blockText, listLine, nameText, oneLine, pairLines, portText, quoted, valueText } from './words.ts';

/** The host of a scenario that declares none, and the LAN that it is plugged into. */
const DEFAULT_HOST = 'localhost';
const DEFAULT_LAN = { name: 'lan', subnet: '192.168.1.0/24', gateway: '192.168.1.1' };

/** What is there before Docker does anything; what goes without saying is left out. */
export function surroundingLines(
  surroundings: Surroundings,
  swarmLines: readonly string[] | undefined,
): readonly string[] {
  const { segments, hosts, clients, images, seed } = surroundings;
  const plain = isPlain(surroundings);
  const cards = [...hosts, ...clients].flatMap((machine) => machine.interfaces);
  return [
    ...oneLine('seed', seed),
    ...(segments.every((segment) => isImplied(segment, segments, cards)) ? [] : segments.map(lanLine)),
    ...(plain ? [] : hosts.filter(({ swarmRole }) => swarmRole === undefined || !swarmLines)).map((host) =>
      blockText(`host ${nameText(host.name)}`, hostLines(host)),
    ),
    ...clients.map((client) => blockText(`client ${nameText(client.name)}`, machineLines(client))),
    ...(swarmLines === undefined ? [] : [blockText('swarm', [...swarmLines, ...memberLines(hosts)])]),
    ...images.map(imageLine),
  ];
}

/** The world of a scenario that says nothing of hosts. */
function isPlain({ hosts, clients }: Surroundings): boolean {
  const [host] = hosts;
  if (host === undefined || hosts.length > 1 || host.name !== DEFAULT_HOST || clients.length > 0)
    return false;
  const [card, ...others] = host.interfaces;
  const isDefault = card?.segment === DEFAULT_LAN.name && card.addresses.join() === '192.168.1.2/24';
  const said = hostLines(host).filter((line) => !line.startsWith('address '));
  return isDefault && others.length === 0 && said.length === 0;
}

/** A LAN that the addresses of its machines already tell of: a home router's. */
function isImplied(segment: Segment, segments: readonly Segment[], cards: readonly Interface[]): boolean {
  if (segments.length > 1 || segment.name !== DEFAULT_LAN.name || !segment.uplink) return false;
  const { gateway, dns, subnet } = segment;
  const first = subnet.replace(/0\/\d+$/, '1');
  return (
    segment.subnet.endsWith('.0/24') &&
    gateway === first &&
    dns?.address === first &&
    dns.records.length === 0 &&
    dns.otherwise === 'NXDOMAIN' &&
    cards.every(({ addresses }) => !addresses.includes(`${first}/24`)) &&
    cards.every(({ segment: name }) => name === DEFAULT_LAN.name)
  );
}

function lanLine({ name, subnet, gateway, uplink, dns }: Segment): string {
  const records = dns?.records.map((r) => `record ${r.name} ${r.type} ${r.data}`) ?? [];
  const otherwise = dns && dns.otherwise !== 'NXDOMAIN' ? [`otherwise ${dns.otherwise}`] : [];
  return blockText(`lan ${nameText(name)}`, [
    `subnet ${subnet}`,
    ...oneLine('gateway', gateway),
    `uplink ${uplink}`,
    ...(dns ? [blockText(`dns ${dns.address}`, [...records, ...otherwise])] : []),
  ]);
}

const memberLines = (hosts: readonly Host[]): readonly string[] =>
  hosts.flatMap((host) =>
    host.swarmRole === undefined
      ? []
      : [blockText(`${host.swarmRole} ${nameText(host.name)}`, hostLines(host))],
  );

function hostLines(host: Host): readonly string[] {
  const daemon = Object.entries(host.daemon).flatMap(([key, value]) => daemonLine(key, value));
  const without = Object.entries(host.features).flatMap(([feature, on]) => (on ? [] : [feature]));
  return [
    ...machineLines(host),
    ...oneLine('engine', host.engine),
    ...(host.platform === 'desktop' ? ['platform desktop'] : []),
    ...(daemon.length > 0 || host.daemonOrigin ? [`daemon { ${daemon.join('; ')} }`] : []),
    ...listLine('without', without),
  ];
}

/** A key of daemon.json as the `daemon` block has it. */
export function daemonLine(key: string, value: JsonValue): readonly string[] {
  if (jsonFormOf(key) === 'pools' && Array.isArray(value))
    return value.map((pool: { readonly base: string; readonly size: number }) => {
      return `${key} ${pool.base} size ${pool.size}`;
    });
  if (Array.isArray(value))
    return listLine(
      key,
      value.map((item) => valueText(String(item))),
    );
  return [`${key} ${valueText(String(value))}`];
}

function machineLines(machine: Host | Client): readonly string[] {
  return [
    ...cardLines(machine.interfaces),
    ...machine.routes.map(
      ({ to, via, dev }) =>
        `route ${to}${via === undefined ? '' : ` via ${via}`}${dev === undefined ? '' : ` dev ${dev}`}`,
    ),
    ...listLine('listen', machine.processes.map(portText)),
    ...resolvLines(machine.resolvConf),
    ...listLine('add-host', hostMappings(machine.hostsFile)),
    ...pairLines('sysctl', machine.sysctls),
    ...machine.firewall.map(({ command }) => `firewall ${quoted(command)}`),
  ];
}

/** The first card's words stand at the machine, every other card has a block. */
function cardLines([first, ...others]: readonly Interface[]): readonly string[] {
  if (first === undefined) return [];
  if (others.length === 0 && first.name === 'eth0') return cardAttributes(first);
  return [first, ...others].map((card) =>
    blockText(`interface ${nameText(card.name)}`, [...cardAttributes(card)]),
  );
}

const cardAttributes = ({ segment, addresses, mac, mtu, index }: Interface): readonly string[] => [
  ...listLine('address', addresses),
  ...(addresses.length === 0 ? [`lan ${nameText(segment)}`] : []),
  ...oneLine('mac-address', mac),
  ...oneLine('mtu', mtu),
  ...oneLine('ifindex', index),
];

function resolvLines(text: string | undefined): readonly string[] {
  const lines = text?.split('\n') ?? [];
  const after = (word: string) =>
    lines.flatMap((line) => (line.startsWith(`${word} `) ? line.slice(word.length + 1).split(' ') : []));
  return [...listLine('nameserver', after('nameserver')), ...listLine('search', after('search'))];
}

/** The lines after the two that every machine has: `address<TAB>name`. */
const hostMappings = (text: string | undefined): readonly string[] =>
  (text?.split('\n') ?? []).slice(2).flatMap((line) => {
    const [address, name] = line.split('\t');
    return name === undefined ? [] : [`${name}:${address}`];
  });

const imageLine = ({ name, listen, expose }: Image): string =>
  blockText(`image ${valueText(name)}`, [
    ...listLine('listen', listen.map(portText)),
    ...listLine('expose', expose),
  ]);

export const swarmOptionLines = (options: { readonly [key: string]: JsonValue }): readonly string[] =>
  Object.entries(options).flatMap(([key, value]) =>
    Array.isArray(value) ? listLine(key, value.map(String)) : [`${key} ${String(value)}`],
  );
