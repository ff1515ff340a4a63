import { cidr, contains } from '../../address/cidr.ts';
import { familyOf, type Ip } from '../../address/ip.ts';
import { derived } from '../derived.ts';
import type { Kernel, Link, Netns } from '../kernel.ts';
import { linkOf } from '../link-registry.ts';
import { isBroadcast, isLocal, lookupRoute } from '../routes.ts';
import { isMulticast } from '../scope.ts';
import { selectAddress } from '../source-address.ts';

/** How a namespace sends packets to an address. */
export interface OutputRoute {
  readonly link: Link;
  /** The gateway, or the destination itself where it is on the link. */
  readonly nextHop: Ip;
  readonly via: boolean;
  /** The namespace's own address: the packet goes through `lo`. */
  readonly local: boolean;
  /** What the kernel puts as the source when the sender did not bind one. */
  readonly source: Ip | undefined;
}

const routesOf = derived((_: Kernel, _netns: Netns) => new Map<Ip, OutputRoute | undefined>());

/** The way out towards an address; undefined where there is none, or a route that says so. */
export function routeOutput(kernel: Kernel, netns: Netns, destination: Ip): OutputRoute | undefined {
  const known = routesOf(kernel, netns);
  const route = known.get(destination);
  if (route !== undefined || known.has(destination)) return route;
  const found = findRoute(kernel, netns, destination);
  known.set(destination, found);
  return found;
}

function findRoute(kernel: Kernel, netns: Netns, destination: Ip): OutputRoute | undefined {
  if (isLocal(kernel, netns.id, destination)) return toItself(kernel, netns, destination);
  if (isMulticast(destination) || isBroadcast(kernel, netns.id, destination)) return undefined;
  const route = lookupRoute(kernel, netns.id, destination);
  if (route?.link === undefined || route.type !== 'unicast') return undefined;
  const link = linkOf(kernel, route.link);
  const nextHop = route.via ?? destination;
  const source = route.source ?? selectAddress(kernel, link, nextHop, destination);
  return { link, nextHop, via: route.via !== undefined, local: false, source };
}

/** The local table: 127.0.0.5 is answered by 127.0.0.1, an address of a link by itself. */
function toItself(kernel: Kernel, netns: Netns, destination: Ip): OutputRoute | undefined {
  const lo = linkOf(kernel, netns.links.get(1)!);
  if (!lo.up) return undefined;
  const exact = [...netns.links.values()].some((id) =>
    linkOf(kernel, id).addresses.some((address) => address.ip === destination),
  );
  const block = lo.addresses.find(
    (a) => familyOf(a.ip) === familyOf(destination) && contains(cidr(a.ip, a.length), destination),
  );
  const source = exact ? destination : block?.ip;
  return { link: lo, nextHop: destination, via: false, local: true, source };
}
