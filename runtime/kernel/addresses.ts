import { type Cidr, cidr, lastOf } from '../address/cidr.ts';
import { familyOf, type Ip, isLoopback } from '../address/ip.ts';
import { linkLocalFromMac } from '../address/mac.ts';
import { type Answer, OK, refuse } from './answer.ts';
import { hasCarrier } from './carrier.ts';
import { learn } from './fdb.ts';
import type { Kernel, Link, LinkAddress, LinkId, Route } from './kernel.ts';
import { linkOf, netnsOf } from './link-registry.ts';
import { changed } from './revision.ts';
import { insertRoute, removeRoutes } from './routes.ts';
import { isMulticast } from './scope.ts';
import { flag } from './sysctl-values.ts';

export interface AddressSpec {
  readonly ip: Ip;
  readonly length: number;
  readonly scope?: LinkAddress['scope'];
  /** Without, IPv4 takes the last address of the block, as Docker and `ip address add ... brd +` do; null for none. */
  readonly broadcast?: Ip | null;
  readonly noDad?: boolean;
  readonly protocol?: NonNullable<LinkAddress['protocol']>;
}

const hostLength = (ip: Ip): number => (familyOf(ip) === 4 ? 32 : 128);

/** The route that an address brings along; none for a host address (a /32 reaches nobody else). */
function connectedRoute(link: Link, address: LinkAddress): Route | undefined {
  const family = familyOf(address.ip);
  if (link.kind === 'loopback') return undefined;
  if (family === 4 && address.length === 32) return undefined;
  // A route's source has to be an address of this host, and a multicast one is none (fib_valid_prefsrc).
  if (family === 4 && isMulticast(address.ip)) return undefined;
  const destination = cidr(address.ip, address.length);
  const common = { destination, link: link.id, protocol: 'kernel', type: 'unicast' } as const;
  return family === 4
    ? { ...common, source: address.ip, scope: 'link', metric: 0 }
    : { ...common, scope: 'global', metric: 256 };
}

function addConnectedRoute(kernel: Kernel, link: Link, address: LinkAddress): void {
  const route = connectedRoute(link, address);
  if (route !== undefined) insertRoute(netnsOf(kernel, link.netns), route);
}

/** True where the namespace lets the link speak IPv6. */
export const speaksIpv6 = (kernel: Kernel, link: Link): boolean =>
  !flag(kernel, link.netns, `net.ipv6.conf.${link.name}.disable_ipv6`);

/** Gives a link an address, with its connected route when the link is up. */
export function addAddress(kernel: Kernel, linkId: LinkId, spec: AddressSpec): Answer {
  const link = linkOf(kernel, linkId);
  if (link.addresses.some((a) => a.ip === spec.ip && a.length === spec.length))
    return refuse('RTNETLINK answers: File exists');
  if (familyOf(spec.ip) === 6 && !speaksIpv6(kernel, link))
    return refuse('RTNETLINK answers: Permission denied');
  const address = toAddress(link, spec);
  insertAddress(link, address);
  if (link.up) addConnectedRoute(kernel, link, address);
  changed(kernel);
  return OK;
}

/** IPv4 keeps the order of coming; IPv6 puts the newest of a scope first, wide scopes before narrow (ipv6_link_dev_addr). */
function insertAddress(link: Link, address: LinkAddress): void {
  const at =
    familyOf(address.ip) === 4
      ? -1
      : link.addresses.findIndex((a) => familyOf(a.ip) === 6 && reach(address) >= reach(a));
  if (at < 0) link.addresses.push(address);
  else link.addresses.splice(at, 0, address);
}

const reach = ({ scope }: LinkAddress): number => (scope === 'global' ? 2 : scope === 'link' ? 1 : 0);

function toAddress(link: Link, spec: AddressSpec): LinkAddress {
  const { ip, length } = spec;
  const host = link.kind === 'loopback' && isLoopback(ip);
  const wantsBroadcast = familyOf(ip) === 4 && length < 31 && link.kind !== 'loopback';
  const broadcast =
    spec.broadcast === undefined && wantsBroadcast ? lastOf(cidr(ip, length)) : spec.broadcast;
  return {
    ip,
    length,
    scope: spec.scope ?? (host ? 'host' : 'global'),
    ...(broadcast !== undefined && broadcast !== null && { broadcast }),
    ...(spec.protocol !== undefined && { protocol: spec.protocol }),
    ...(spec.noDad !== undefined && { noDad: spec.noDad }),
  };
}

/** Takes an address away, and with it the routes that hung on it. */
export function deleteAddress(kernel: Kernel, linkId: LinkId, ip: Ip, length?: number): Answer {
  const link = linkOf(kernel, linkId);
  const at = link.addresses.findIndex((a) => a.ip === ip && (length === undefined || a.length === length));
  if (at < 0) return refuse('RTNETLINK answers: Cannot assign requested address');
  const [address] = link.addresses.splice(at, 1);
  dropRoutesOf(kernel, link, address!);
  changed(kernel);
  return OK;
}

function dropRoutesOf(kernel: Kernel, link: Link, address: LinkAddress): void {
  const block = cidr(address.ip, address.length);
  const covered = link.addresses.some(
    (a) => a.length === block.length && sameBlock(cidr(a.ip, a.length), block),
  );
  removeRoutes(netnsOf(kernel, link.netns), (route) => {
    if (route.source === address.ip) return true;
    const connected = route.protocol === 'kernel' && route.link === link.id;
    return connected && !covered && sameBlock(route.destination, block);
  });
}

const sameBlock = (a: Cidr, b: Cidr): boolean => a.base === b.base && a.length === b.length;

/** Loopback addresses and connected routes appear when a link comes up (inetdev_event, addrconf_notify). */
export function bringAddressesUp(kernel: Kernel, link: Link): void {
  if (link.kind === 'loopback') addLoopbackAddresses(kernel, link);
  for (const address of link.addresses) addConnectedRoute(kernel, link, address);
}

function addLoopbackAddresses(kernel: Kernel, lo: Link): void {
  if (!lo.addresses.some((a) => familyOf(a.ip) === 4))
    lo.addresses.unshift({ ip: 0x7f000001, length: 8, scope: 'host' });
  addLoopbackIpv6(kernel, lo);
}

/** `::1`, where the namespace lets `lo` speak IPv6. */
export function addLoopbackIpv6(kernel: Kernel, lo: Link): void {
  if (speaksIpv6(kernel, lo) && !lo.addresses.some((a) => a.ip === 1n))
    lo.addresses.push({ ip: 1n, length: 128, scope: 'host', protocol: 'kernel_lo' });
}

/** IPv6 forgets all addresses of a link that goes down; IPv4 keeps them without their routes. */
export function takeAddressesDown(kernel: Kernel, link: Link): void {
  removeRoutes(netnsOf(kernel, link.netns), (route) => route.link === link.id);
  dropIpv6Addresses(kernel, link);
}

/** What writing `disable_ipv6` = 1 does to a link. */
export function dropIpv6Addresses(kernel: Kernel, link: Link): void {
  const kept = link.addresses.filter((a) => familyOf(a.ip) === 4);
  link.addresses.splice(0, link.addresses.length, ...kept);
  removeRoutes(
    netnsOf(kernel, link.netns),
    (route) => route.link === link.id && familyOf(route.destination.base) === 6,
  );
}

/** Gives the link its fe80:: address once it has a carrier; bridge ports and IPv6-less links as the kernel does. */
export function addLinkLocal(kernel: Kernel, link: Link): void {
  if (link.kind === 'loopback' || link.mac === 0) return;
  if (!hasCarrier(kernel, link) || !speaksIpv6(kernel, link)) return;
  introduce(kernel, link);
  const ip = linkLocalFromMac(link.mac);
  if (link.addresses.some((a) => a.ip === ip)) return;
  const address: LinkAddress = { ip, length: hostLength(ip) / 2, scope: 'link', protocol: 'kernel_ll' };
  insertAddress(link, address);
  addConnectedRoute(kernel, link, address);
}

/** Duplicate address detection and listener reports are sent at once: the bridge at the other end has seen the MAC. */
function introduce(kernel: Kernel, link: Link): void {
  const port = link.kind === 'veth' ? kernel.links.get(link.peer) : undefined;
  const bridge = port?.master === undefined ? undefined : kernel.links.get(port.master);
  if (port?.up && bridge?.kind === 'bridge' && bridge.up) learn(bridge, link.mac, port.id);
}
