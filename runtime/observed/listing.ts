import { type Cidr, cidr, parseCidr } from '../address/cidr.ts';
import { type Ip, parseIp } from '../address/ip.ts';
import { type Mac, parseMac } from '../address/mac.ts';
import type { Route, Transport } from '../kernel/kernel.ts';

/** What `look` shows of a namespace, read. */
export interface Listing {
  readonly links: readonly ListedLink[];
  readonly routes: readonly ListedRoute[];
  readonly sockets: readonly ListedSocket[];
}

export interface ListedLink {
  readonly index: number;
  readonly name: string;
  readonly isBridge: boolean;
  readonly isLoopback: boolean;
  readonly mac: Mac;
  readonly mtu: number;
  readonly up: boolean;
  readonly addresses: readonly {
    readonly ip: Ip;
    readonly length: number;
    readonly scope: 'global' | 'link' | 'host';
  }[];
}

export interface ListedRoute {
  readonly destination: Cidr;
  readonly via?: Ip;
  readonly dev?: string;
  readonly type: Route['type'];
}

export interface ListedSocket {
  readonly transport: Transport;
  readonly ip: Ip;
  readonly port: number;
  /** A process that the looker sees holds it. */
  readonly own: boolean;
}

export function readListing(text: string): Listing {
  const sections = sectionsOf(text);
  const own = new Set(sections.get('own'));
  const bridges = new Set(sections.get('bridges'));
  return {
    links: readLinks(sections.get('addresses') ?? [], bridges),
    routes: [
      ...(sections.get('routes') ?? []).flatMap((line) => readRoute(line, 4)),
      ...(sections.get('routes6') ?? []).flatMap((line) => readRoute(line, 6)),
    ],
    sockets: (['tcp', 'tcp6', 'udp', 'udp6'] as const).flatMap((table) =>
      (sections.get(table) ?? []).flatMap((line) => readSocket(line, table, own)),
    ),
  };
}

/** `== name` begins a section. */
function sectionsOf(text: string): Map<string, string[]> {
  const sections = new Map<string, string[]>();
  let lines: string[] = [];
  for (const line of text.split('\n')) {
    const name = /^== (\w+)$/.exec(line)?.[1];
    if (name !== undefined) {
      lines = [];
      sections.set(name, lines);
    } else if (line.trim() !== '') lines.push(line);
  }
  return sections;
}

/** `3: eth0@if4: <BROADCAST,UP> mtu 1500 ...`, its hardware address and its addresses on the lines below. */
function readLinks(lines: readonly string[], bridges: ReadonlySet<string>): ListedLink[] {
  const links: { -readonly [K in keyof ListedLink]: ListedLink[K] }[] = [];
  for (const line of lines) {
    const head = /^(\d+): ([^:@\s]+)(?:@\S+)?: <([^>]*)>.* mtu (\d+)/.exec(line);
    if (head !== null) {
      const name = head[2]!;
      links.push({
        index: Number(head[1]),
        name,
        isBridge: bridges.has(name),
        isLoopback: head[3]!.split(',').includes('LOOPBACK'),
        mac: 0,
        mtu: Number(head[4]),
        up: head[3]!.split(',').includes('UP'),
        addresses: [],
      });
      continue;
    }
    const link = links.at(-1);
    if (link === undefined) continue;
    const mac = /^\s+link\/\S+ ([0-9a-f:]{17})/.exec(line)?.[1];
    if (mac !== undefined) link.mac = parseMac(mac) ?? 0;
    link.addresses = [...link.addresses, ...readAddress(line)];
  }
  return links;
}

function readAddress(line: string): ListedLink['addresses'] {
  const match = /^\s+inet6? ([0-9a-fA-F.:]+)\/(\d+) .*?scope (global|link|host)/.exec(line);
  const ip = match === null ? undefined : parseIp(match[1]!);
  if (match === null || ip === undefined) return [];
  return [{ ip, length: Number(match[2]), scope: match[3] as 'global' | 'link' | 'host' }];
}

/** `default via 172.17.0.1 dev eth0`, `172.17.0.0/16 dev eth0 scope link src 172.17.0.2`, `unreachable ...`. */
function readRoute(line: string, family: 4 | 6): ListedRoute[] {
  const words = line.trim().split(/\s+/);
  const type = (['unreachable', 'blackhole', 'prohibit'] as const).find((word) => word === words[0]);
  const to = type === undefined ? words[0]! : (words[1] ?? '');
  const destination =
    to === 'default'
      ? cidr(family === 4 ? 0 : 0n, 0)
      : parseCidr(to.includes('/') ? to : `${to}/${family === 4 ? 32 : 128}`);
  if (destination === undefined) return [];
  const after = (word: string): string | undefined =>
    words.includes(word) ? words[words.indexOf(word) + 1] : undefined;
  const via = parseIp(after('via') ?? '');
  const dev = after('dev');
  return [{ destination, type: type ?? 'unicast', ...(via !== undefined && { via }), ...(dev && { dev }) }];
}

const LISTEN = '0A';
const UNCONNECTED = '07';

/** A line of /proc/net/tcp and its kin: addresses are words in the machine's own order, here little-endian. */
function readSocket(
  line: string,
  table: 'tcp' | 'tcp6' | 'udp' | 'udp6',
  own: ReadonlySet<string>,
): ListedSocket[] {
  const words = line.trim().split(/\s+/);
  const [address = '', port = ''] = (words[1] ?? '').split(':');
  const transport = table.startsWith('tcp') ? 'tcp' : 'udp';
  if (!/^[0-9A-F]{8,32}$/.test(address) || words[3] !== (transport === 'tcp' ? LISTEN : UNCONNECTED))
    return [];
  return [
    {
      transport,
      ip: readKernelAddress(address),
      port: Number.parseInt(port, 16),
      own: own.has(words[9] ?? ''),
    },
  ];
}

function readKernelAddress(hex: string): Ip {
  const words = hex.match(/.{8}/g)!.map((word) => word.match(/../g)!.reverse().join(''));
  return words.length === 1 ? Number.parseInt(words[0]!, 16) : BigInt(`0x${words.join('')}`);
}
