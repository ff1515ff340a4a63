import type { Ip } from '../../address/ip.ts';
import { familyOf } from '../../address/ip.ts';
import type { Mac } from '../../address/mac.ts';
import type { Kernel, Link, Netns } from '../../kernel/kernel.ts';
import { neighboursOf } from '../../kernel/neighbours.ts';
import { HOST_UNREACHABLE } from '../../kernel/walk/complain.ts';
import { supposeNeighbour } from '../../kernel/walk/resolve-neighbour.ts';
import type { Field } from '../field.ts';
import { policyForSet } from '../ipsec-policy-set.ts';
import type { PacketSet } from '../packet-set.ts';
import { constantOf, lose, type Part, partOf, type SetWalk, sampleOf, valuesOf } from '../set-walk.ts';
import { only, type ValueSet } from '../value-set.ts';
import { complainSet } from './complain.ts';
import { passHookSet } from './hook.ts';
import { encryptSet } from './ipsec.ts';
import { transmitSet } from './transmit.ts';

/** `leave` for a box of packets. */
export function leaveSet(
  walk: SetWalk,
  netns: Netns,
  packet: PacketSet,
  link: Link,
  nextHop: Field,
): boolean {
  walk.nextHop = nextHop;
  if (!passHookSet(walk, netns, packet, 'POSTROUTING', undefined, link)) return false;
  const policy = policyForSet(walk, netns, packet);
  if (policy !== undefined) return encryptSet(walk, netns, packet, policy);
  if (link.kind === 'loopback') return transmitSet(walk, link, packet);
  if (!addressSet(walk, netns, packet, link, nextHop))
    return unreachableSet(walk, netns, packet, link, nextHop);
  return transmitSet(walk, link, packet);
}

/** `address` for a box of packets: it is cut by who answers for the next hop. */
export function addressSet(
  walk: SetWalk,
  netns: Netns,
  packet: PacketSet,
  link: Link,
  nextHop: Field,
): boolean {
  packet.sourceMac = link.mac;
  const mac = neighbourSet(walk, netns, link, nextHop);
  if (mac === undefined) return false;
  packet.destinationMac = mac;
  return true;
}

export function unreachableSet(
  walk: SetWalk,
  netns: Netns,
  packet: PacketSet,
  link: Link,
  nextHop: Field,
): false {
  complainSet(walk, netns.id, packet, HOST_UNREACHABLE, { forwarded: true });
  const ip = sampleOf(walk, nextHop);
  return lose(walk, { kind: 'no-neighbour', netns: netns.id, link: link.id, ip });
}

function neighbourSet(walk: SetWalk, netns: Netns, link: Link, nextHop: Field): Mac | undefined {
  const { kernel } = walk;
  const value = constantOf(walk, nextHop);
  if (value !== undefined) return supposeNeighbour(kernel, netns, link, value);
  if (link.kind === 'ipvlan' && link.mode !== 'l2') return link.mac;
  const mine = valuesOf(walk, nextHop);
  const parts: Part<Mac>[] = [];
  for (const ip of within(addressesOfAll(kernel)[familyOf(mine[0]!)], mine)) {
    const mac = supposeNeighbour(kernel, netns, link, ip);
    if (mac !== undefined) parts.push({ set: only(ip), value: mac });
  }
  return partOf(walk, nextHop, parts, undefined);
}

/**
 * Every address that anybody can answer for: those of links, and those that neighbour tables hold. Nobody answers for
 * other ones, except where a machine does so for its routes (`proxy_arp`), which is refused before a proof begins.
 */
const allAddresses = new WeakMap<
  Kernel,
  { readonly revision: number; readonly lists: { readonly 4: readonly Ip[]; readonly 6: readonly Ip[] } }
>();

function addressesOfAll(kernel: Kernel): { readonly 4: readonly Ip[]; readonly 6: readonly Ip[] } {
  const known = allAddresses.get(kernel);
  if (known !== undefined && known.revision === kernel.revision) return known.lists;
  const four = new Set<Ip>();
  const six = new Set<Ip>();
  const add = (ip: Ip): void => {
    (typeof ip === 'number' ? four : six).add(ip);
  };
  for (const { addresses } of kernel.links.values()) for (const { ip } of addresses) add(ip);
  for (const netns of kernel.namespaces.values()) for (const { ip } of neighboursOf(netns)) add(ip);
  const sorted = (set: Set<Ip>): readonly Ip[] => [...set].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const lists = { 4: sorted(four), 6: sorted(six) };
  allAddresses.set(kernel, { revision: kernel.revision, lists });
  return lists;
}

/** Those of a sorted list that are in the set. */
function* within(sorted: readonly Ip[], set: ValueSet): Generator<Ip> {
  for (let i = 0; i < set.length; i += 2) {
    let at = lowerBound(sorted, set[i]!);
    for (; at < sorted.length && sorted[at]! <= set[i + 1]!; at++) yield sorted[at]!;
  }
}

function lowerBound(sorted: readonly Ip[], value: Ip): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
