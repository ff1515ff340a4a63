import { familyOf } from '../address/ip.ts';
import { derived } from '../kernel/derived.ts';
import type { Kernel, Netns, NetnsId } from '../kernel/kernel.ts';
import { linkOf, netnsOf } from '../kernel/link-registry.ts';
import { PROTOCOL } from '../kernel/packet.ts';
import { getSysctl } from '../kernel/sysctl-values.ts';
import { LOOPBACK, localSetOf } from './address-type-set.ts';
import { explore, type PacketSpace, type Piece } from './explore.ts';
import { isShared } from './shared-address.ts';
import {
  ALL_IPV4,
  ALL_IPV6,
  between,
  intersect,
  subtract,
  union,
  type ValueSet,
  valuesSet,
} from './value-set.ts';

/** No program sends from port 0 or to it. */
export const USABLE_PORTS: ValueSet = between(1, 65535);

/** What a proof cannot speak of: the claim is then an error, never a pass. */
export class CannotProve extends Error {}

/** Pieces of one proof; a world that needs more is not what dnet is made for. */
const MOST_PIECES = 2_000_000;

const sourcesOf = derived((kernel: Kernel, netns: Netns) => {
  const held = [...netns.links.values()].flatMap((id) => {
    const link = linkOf(kernel, id);
    return link.addresses.map((address) => ({ ip: address.ip, shared: isShared(link, address) }));
  });
  const make = (family: 4 | 6): ValueSet => {
    const ofFamily = held.filter(({ ip }) => familyOf(ip) === family);
    const shared = valuesSet(ofFamily.filter((address) => address.shared).map(({ ip }) => ip));
    const local = subtract(localSetOf(kernel, netns, family), shared);
    const own = valuesSet(ofFamily.map(({ ip }) => ip));
    return union(subtract(local, LOOPBACK[family]), intersect(own, intersect(local, LOOPBACK[family])));
  };
  return { 4: make(4), 6: make(6) };
});

/** The addresses that a program in the namespace may bind; of the loopback block only those that are assigned. */
export const sourcesIn = (kernel: Kernel, netns: NetnsId, family: 4 | 6): ValueSet =>
  sourcesOf(kernel, netnsOf(kernel, netns))[family];

/** Everything that a program in a namespace can send first: each protocol of each family that it has an address of. */
export function packetSpaces(kernel: Kernel, from: NetnsId): readonly PacketSpace[] {
  return ([4, 6] as const).flatMap((family) => {
    const source = sourcesIn(kernel, from, family);
    if (source.length === 0) return [];
    const destination = family === 4 ? ALL_IPV4 : ALL_IPV6;
    const common = { from, source, destination, sourcePort: USABLE_PORTS, destinationPort: USABLE_PORTS };
    const echo = family === 4 ? PROTOCOL.icmp : PROTOCOL.icmpv6;
    return [PROTOCOL.tcp, PROTOCOL.udp, echo].map((protocol) => ({ ...common, protocol }));
  });
}

/** The pieces of a space of packets, all of them. */
export function piecesOf(kernel: Kernel, space: PacketSpace, keepSteps = false): readonly Piece[] {
  refuseProxyArp(kernel);
  const pieces: Piece[] = [];
  for (const piece of explore(kernel, space, keepSteps)) {
    pieces.push(piece);
    if (pieces.length > MOST_PIECES)
      throw new CannotProve(`its packets fall into more than ${MOST_PIECES} kinds`);
  }
  return pieces;
}

/** Whom packets of a namespace reach, and which ones: the whole answer, in pieces that fare alike. */
export function reachSet(kernel: Kernel, from: NetnsId): readonly Piece[] {
  const netns = netnsOf(kernel, from);
  const known = kept.get(netns);
  const stamp = stampOf(kernel);
  if (known !== undefined && known.stamp === stamp) return known.pieces;
  const pieces = packetSpaces(kernel, from).flatMap((space) => piecesOf(kernel, space));
  kept.set(netns, { stamp, pieces });
  return pieces;
}

const kept = new WeakMap<Netns, { readonly stamp: string; readonly pieces: readonly Piece[] }>();

/** What a proof hangs on: the configuration, and connections that stand in tables. */
function stampOf(kernel: Kernel): string {
  let connections = 0;
  for (const { conntrack } of kernel.namespaces.values()) connections += conntrack.size;
  return `${kernel.revision} ${connections}`;
}

const proxies = new WeakMap<Kernel, { readonly revision: number; readonly where: string | undefined }>();

/** A machine that answers ARP for whatever it has a route to has no list of addresses that it answers for. */
function refuseProxyArp(kernel: Kernel): void {
  let known = proxies.get(kernel);
  if (known === undefined || known.revision !== kernel.revision) {
    known = { revision: kernel.revision, where: proxyArpIn(kernel) };
    proxies.set(kernel, known);
  }
  if (known.where !== undefined) throw new CannotProve(`\`${known.where}\` has proxy_arp on`);
}

function proxyArpIn(kernel: Kernel): string | undefined {
  for (const { id, label, sysctls } of kernel.namespaces.values())
    for (const key of sysctls.keys())
      if (key.endsWith('.proxy_arp') && getSysctl(kernel, id, key) !== '0') return label;
  return undefined;
}
