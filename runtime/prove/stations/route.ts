import { cidr } from '../../address/cidr.ts';
import { familyOf } from '../../address/ip.ts';
import { derived } from '../../kernel/derived.ts';
import type { Kernel, Link, Netns, Route } from '../../kernel/kernel.ts';
import { linkOf } from '../../kernel/link-registry.ts';
import { routesByPreference } from '../../kernel/routes.ts';
import { routeOutput } from '../../kernel/walk/route-output.ts';
import { addressTypeOfSet, localSetOf } from '../address-type-set.ts';
import type { Field } from '../field.ts';
import { constantOf, isIn, newVariable, type Part, partOf, type SetWalk, valuesOf } from '../set-walk.ts';
import { sourceAddressSet } from '../source-address-set.ts';
import { ALL_IPV4, ALL_IPV6, blockSet, intersect, subtract, type ValueSet, valuesSet } from '../value-set.ts';

/** Which addresses take which route of the main table: the longest prefix, as parts that do not overlap. */
const partsOf = derived((kernel: Kernel, netns: Netns) => {
  const make = (family: 4 | 6): readonly Part<Route>[] => {
    const parts = new Map<Route, ValueSet>();
    let rest: ValueSet = family === 4 ? ALL_IPV4 : ALL_IPV6;
    for (const route of routesByPreference(kernel, netns, family)) {
      const set = intersect(rest, blockSet(route.destination));
      if (set.length === 0) continue;
      rest = subtract(rest, set);
      parts.set(route, set);
    }
    return [...parts].map(([value, set]) => ({ value, set }));
  };
  return { 4: make(4), 6: make(6) };
});

/** `lookupRoute` for a box of packets. */
export const lookupRouteSet = (walk: SetWalk, netns: Netns, destination: Field): Route | undefined =>
  partOf(
    walk,
    destination,
    partsOf(walk.kernel, netns)[familyOf(valuesOf(walk, destination)[0]!)],
    undefined,
  );

export interface OutputRouteSet {
  readonly link: Link;
  readonly nextHop: Field;
  readonly local: boolean;
  /**
   * The source of a packet that binds none: asked only then, because it cuts the box. Of an ICMP error (`ofError`)
   * nobody but a rule looks at it.
   */
  readonly source: (ofError: boolean) => Field | undefined;
}

/** `routeOutput` for a box of packets. */
export function routeOutputSet(walk: SetWalk, netns: Netns, destination: Field): OutputRouteSet | undefined {
  const { kernel } = walk;
  const value = constantOf(walk, destination);
  if (value !== undefined) {
    const route = routeOutput(kernel, netns, value);
    return (
      route && {
        link: route.link,
        local: route.local,
        nextHop: route.via ? route.nextHop : destination,
        source: () => route.source,
      }
    );
  }
  const type = addressTypeOfSet(walk, netns, destination);
  if (type === 'LOCAL') return toItself(walk, netns, destination);
  if (type === 'BROADCAST' || type === 'MULTICAST') return undefined;
  const route = lookupRouteSet(walk, netns, destination);
  if (route?.link === undefined || route.type !== 'unicast') return undefined;
  const link = linkOf(kernel, route.link);
  const nextHop = route.via ?? destination;
  const source = () => route.source ?? sourceAddressSet(walk, link, nextHop, destination);
  return { link, nextHop, local: false, source };
}

const exactOf = derived((kernel: Kernel, netns: Netns) => {
  const all = [...netns.links.values()].flatMap((id) => linkOf(kernel, id).addresses.map(({ ip }) => ip));
  return {
    4: valuesSet(all.filter((ip) => typeof ip === 'number')),
    6: valuesSet(all.filter((ip) => typeof ip === 'bigint')),
  };
});

function toItself(walk: SetWalk, netns: Netns, destination: Field): OutputRouteSet | undefined {
  const { kernel } = walk;
  const lo = linkOf(kernel, netns.links.get(1)!);
  if (!lo.up) return undefined;
  return {
    link: lo,
    nextHop: destination,
    local: true,
    source: (ofError) => ownSource(walk, netns, lo, destination, ofError),
  };
}

/** More blocks than any machine's loopback has but the internet's: which one an error comes from decides nothing. */
const MANY = 16;

function ownSource(
  walk: SetWalk,
  netns: Netns,
  lo: Link,
  destination: Field,
  ofError: boolean,
): Field | undefined {
  const family = familyOf(valuesOf(walk, destination)[0]!);
  if (ofError && lo.addresses.length > MANY)
    return newVariable(walk, 'own address of an ICMP error', localSetOf(walk.kernel, netns, family));
  if (isIn(walk, destination, exactOf(walk.kernel, netns)[family])) return destination;
  return lo.addresses.find(
    ({ ip, length }) => familyOf(ip) === family && isIn(walk, destination, blockSet(cidr(ip, length))),
  )?.ip;
}

/** `reversePathFails` for a box of packets. */
export function reversePathFailsSet(
  walk: SetWalk,
  netns: Netns,
  link: Link,
  source: Field,
  mode: number,
): boolean {
  const route = lookupRouteSet(walk, netns, source);
  if (route === undefined || route.type !== 'unicast') return true;
  return mode === 1 && route.link !== link.id;
}
