import { type Cidr, cidr, contains, lastOf } from '../address/cidr.ts';
import { type Family, familyOf, type Ip } from '../address/ip.ts';
import { type Answer, OK, refuse } from './answer.ts';
import { hasCarrier } from './carrier.ts';
import { derived } from './derived.ts';
import type { Kernel, Link, LinkAddress, Netns, NetnsId, Route } from './kernel.ts';
import { netnsOf } from './link-registry.ts';
import { changed } from './revision.ts';

export interface RouteSpec {
  readonly destination: Cidr;
  readonly via?: Ip;
  readonly link?: Link['id'];
  readonly source?: Ip;
  readonly scope?: Route['scope'];
  readonly protocol?: Route['protocol'];
  readonly metric?: number;
  readonly type?: Route['type'];
}

const sameBlock = (a: Cidr, b: Cidr): boolean => a.base === b.base && a.length === b.length;
const compare = (a: Ip, b: Ip): number => (a < b ? -1 : a > b ? 1 : 0);

/** The order of the kernel's own dump: IPv4 by first address, longer prefixes first; IPv6 inner blocks before outer. */
function inDumpOrder(a: Route, b: Route): number {
  const [x, y] = [a.destination, b.destination];
  const byBlock =
    familyOf(x.base) === 4
      ? compare(x.base, y.base)
      : compare(lastOf(x), lastOf(y)) || compare(y.base, x.base);
  return byBlock || y.length - x.length || a.metric - b.metric;
}

/** Files a route in the order in which `ip route` lists it: the IPv4 ones first. */
export function insertRoute(netns: Netns, route: Route): void {
  const family = familyOf(route.destination.base);
  const twin = netns.routes.some(
    (r) => r.link === route.link && sameBlock(r.destination, route.destination) && r.metric === route.metric,
  );
  if (twin) return;
  const comesLater = (other: Route): boolean => {
    const theirs = familyOf(other.destination.base);
    return theirs === family ? inDumpOrder(other, route) > 0 : theirs > family;
  };
  let [low, high] = [0, netns.routes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (comesLater(netns.routes[middle]!)) high = middle;
    else low = middle + 1;
  }
  netns.routes.splice(low, 0, route);
}

export function removeRoutes(netns: Netns, test: (route: Route) => boolean): void {
  const kept = netns.routes.filter((route) => !test(route));
  if (kept.length < netns.routes.length) netns.routes.splice(0, netns.routes.length, ...kept);
}

/** `ip route add`. The link may be left out where the gateway tells it. */
export function addRoute(kernel: Kernel, netnsId: NetnsId, spec: RouteSpec): Answer {
  const netns = netnsOf(kernel, netnsId);
  const { destination, via, type = 'unicast' } = spec;
  const family = familyOf(destination.base);
  const metric = spec.metric ?? (family === 6 ? 1024 : 0);
  const clash = (r: Route) => sameBlock(r.destination, destination) && r.metric === metric;
  if (netns.routes.some(clash)) return refuse('RTNETLINK answers: File exists');
  const link = type === 'unicast' ? linkFor(kernel, netns, spec) : undefined;
  if (typeof link === 'string') return refuse(link);
  insertRoute(netns, {
    destination,
    ...(via !== undefined && { via }),
    ...(link !== undefined && { link: link.id }),
    ...(spec.source !== undefined && { source: spec.source }),
    scope: spec.scope ?? (via === undefined && type === 'unicast' && family === 4 ? 'link' : 'global'),
    protocol: spec.protocol ?? 'boot',
    metric,
    type,
  });
  changed(kernel);
  return OK;
}

/** The link that a new route leaves by, or the complaint. */
function linkFor(kernel: Kernel, netns: Netns, spec: RouteSpec): Link | string {
  const gateway = spec.via === undefined ? undefined : onLink(kernel, netns, spec.via, spec.link);
  if (spec.via !== undefined && gateway === undefined) return 'Error: Nexthop has invalid gateway.';
  const id = spec.link ?? gateway?.link;
  const link = id === undefined ? undefined : kernel.links.get(id);
  if (link === undefined) return 'RTNETLINK answers: No such device';
  return link.up ? link : 'Error: Device for nexthop is not up.';
}

/** The connected route that reaches a gateway, on `link` if one is asked for. */
function onLink(kernel: Kernel, netns: Netns, via: Ip, link: Link['id'] | undefined): Route | undefined {
  if (isLocal(kernel, netns.id, via)) return undefined;
  return netns.routes
    .filter((r) => r.via === undefined && r.type === 'unicast' && contains(r.destination, via))
    .filter((r) => link === undefined || r.link === link)
    .sort((a, b) => b.destination.length - a.destination.length)[0];
}

/** `ip route del`: the first route of that block that fits what else is said. */
export function deleteRoute(kernel: Kernel, netnsId: NetnsId, spec: RouteSpec): Answer {
  const netns = netnsOf(kernel, netnsId);
  const at = netns.routes.findIndex(
    (r) =>
      sameBlock(r.destination, spec.destination) &&
      (spec.via === undefined || r.via === spec.via) &&
      (spec.link === undefined || r.link === spec.link) &&
      (spec.metric === undefined || r.metric === spec.metric) &&
      (spec.type === undefined || r.type === spec.type),
  );
  if (at < 0) return refuse('RTNETLINK answers: No such process');
  netns.routes.splice(at, 1);
  changed(kernel);
  return OK;
}

/** True where the route's link has lost its carrier: `ip route` says `linkdown`, the route is used all the same. */
export function isLinkDown(kernel: Kernel, route: Route): boolean {
  const link = route.link === undefined ? undefined : kernel.links.get(route.link);
  return link !== undefined && !hasCarrier(kernel, link);
}

/** The main table of one family, ready for lookups. */
interface RouteTable {
  /** Longest prefix first, then the lowest metric, then the first that was added. */
  readonly ordered: readonly Route[];
  readonly answers: Map<Ip, Route | undefined>;
}

const tablesOf = derived((_: Kernel, netns: Netns): { readonly [F in Family]: RouteTable } => {
  const table = (family: Family): RouteTable => ({
    ordered: netns.routes
      .filter((r) => familyOf(r.destination.base) === family)
      .sort((a, b) => b.destination.length - a.destination.length || a.metric - b.metric),
    answers: new Map(),
  });
  return { 4: table(4), 6: table(6) };
});

/**
 * The route of the main table that a packet to `destination` takes: longest prefix, then lowest metric.
 * Addresses of the namespace itself come before any route: ask `isLocal` first.
 */
export function lookupRoute(kernel: Kernel, netnsId: NetnsId, destination: Ip): Route | undefined {
  const { ordered, answers } = tablesOf(kernel, netnsOf(kernel, netnsId))[familyOf(destination)];
  const known = answers.get(destination);
  if (known !== undefined || answers.has(destination)) return known;
  const route = ordered.find((r) => contains(r.destination, destination));
  answers.set(destination, route);
  return route;
}

/** Every route of the main table of one family, in the order in which they are tried. */
export const routesByPreference = (kernel: Kernel, netns: Netns, family: Family): readonly Route[] =>
  tablesOf(kernel, netns)[family].ordered;

/** The addresses of a namespace that are its own: the local table. */
export interface LocalTable {
  readonly addresses: ReadonlyMap<Ip, Link>;
  /** Blocks of `lo`: every address in them is local, as 127.0.0.0/8 is. */
  readonly blocks: readonly Cidr[];
  readonly broadcasts: ReadonlySet<Ip>;
}

export const localTableOf = derived((kernel: Kernel, netns: Netns): LocalTable => {
  const addresses = new Map<Ip, Link>();
  const blocks: Cidr[] = [];
  const broadcasts = new Set<Ip>();
  for (const { link, address } of addressesOf(kernel, netns.id)) {
    if (!link.up) continue;
    if (!addresses.has(address.ip)) addresses.set(address.ip, link);
    if (address.broadcast !== undefined) broadcasts.add(address.broadcast);
    // On `lo` the whole block of an address is local, whatever the address (fib_add_ifaddr: RTN_LOCAL).
    if (link.kind === 'loopback') blocks.push(cidr(address.ip, address.length));
  }
  return { addresses, blocks, broadcasts };
});

/** Every address of the namespace with its link, in the order of the links' indexes. */
export function addressesOf(
  kernel: Kernel,
  netnsId: NetnsId,
): readonly { readonly link: Link; readonly address: LinkAddress }[] {
  const netns = netnsOf(kernel, netnsId);
  return [...netns.links]
    .sort(([a], [b]) => a - b)
    .map(([, id]) => kernel.links.get(id)!)
    .flatMap((link) => link.addresses.map((address) => ({ link, address })));
}

/** Whether the namespace takes packets to this address for itself. */
export function isLocal(kernel: Kernel, netnsId: NetnsId, ip: Ip): boolean {
  const { addresses, blocks } = localTableOf(kernel, netnsOf(kernel, netnsId));
  if (addresses.has(ip)) return true;
  for (const block of blocks) if (contains(block, ip)) return true;
  return false;
}

export const isBroadcast = (kernel: Kernel, netnsId: NetnsId, ip: Ip): boolean =>
  ip === 0xffffffff || localTableOf(kernel, netnsOf(kernel, netnsId)).broadcasts.has(ip);
