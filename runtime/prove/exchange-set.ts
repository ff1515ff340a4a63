import type { Ip } from '../address/ip.ts';
import type { Kernel, Netns } from '../kernel/kernel.ts';
import { settingsOf } from '../kernel/settings.ts';
import type { Cause } from '../kernel/trace.ts';
import type { Field } from './field.ts';
import type { KindSet, PacketSet } from './packet-set.ts';
import { areEqual, beginPacket, type ClientSet, type SetWalk } from './set-walk.ts';
import { routeOutputSet } from './stations/route.ts';
import { sendSet } from './stations/send.ts';

/** `Fate` for a box of packets. */
export type FateSet =
  | { readonly kind: 'arrived'; readonly packet: PacketSet }
  | { readonly kind: 'lost'; readonly cause: Cause; readonly told?: PacketSet };

export interface EnvelopeSet {
  readonly source: Field;
  readonly destination: Field;
  readonly protocol: number;
  readonly sourcePort: Field;
  readonly destinationPort: Field;
  readonly kind: KindSet;
  readonly size: number;
  readonly df: boolean;
}

const packetOf = (kernel: Kernel, netns: Netns, envelope: EnvelopeSet): PacketSet => ({
  ...envelope,
  ttl: settingsOf(kernel, netns).ttl,
  mark: 0,
  sourceMac: 0,
  destinationMac: 0,
});

/** `post` for a box of packets. */
export function postSet(walk: SetWalk, netns: Netns, envelope: EnvelopeSet): FateSet {
  const packet = packetOf(walk.kernel, netns, envelope);
  beginPacket(walk);
  walk.steps?.push({ kind: 'send', netns: netns.id, packet: { ...packet } });
  if (sendSet(walk, netns, packet)) return { kind: 'arrived', packet: walk.arrived! };
  const cause = walk.cause!;
  const told = tellSenderSet(walk);
  return { kind: 'lost', cause, ...(told !== undefined && { told }) };
}

/** `tellSender` for a box of packets. */
function tellSenderSet(walk: SetWalk): PacketSet | undefined {
  const { complaint, cause } = walk;
  if (complaint === undefined) return undefined;
  const netns = walk.kernel.namespaces.get(complaint.netns);
  if (netns === undefined) return undefined;
  beginPacket(walk);
  if (complaint.connection !== undefined) {
    walk.connection = complaint.connection;
    walk.isReply = complaint.isReply;
    walk.state = 'RELATED';
  }
  const arrived = sendSet(walk, netns, complaint.packet) ? walk.arrived : undefined;
  walk.cause = cause;
  walk.complaint = undefined;
  return arrived;
}

/** The client's own address for what it sends to `to`; 0 where no route tells one. */
export function sourceForSet(walk: SetWalk, netns: Netns, to: Field, none: Ip): Field {
  return routeOutputSet(walk, netns, to)?.source(false) ?? none;
}

export const mtuTowardsSet = (walk: SetWalk, netns: Netns, to: Field): number =>
  routeOutputSet(walk, netns, to)?.link.mtu ?? 1500;

/** `concerns` for a box of packets. */
export function concernsSet(walk: SetWalk, client: ClientSet, told: PacketSet): boolean {
  if (walk.deliveredAt !== client.netns) return false;
  const same = (a: Field, b: Field) => areEqual(walk, a, b);
  if (told.kind.kind !== 'icmp-error')
    return (
      same(told.source, client.peer) &&
      same(told.sourcePort, client.peerPort) &&
      same(told.destination, client.ip) &&
      same(told.destinationPort, client.port)
    );
  const { about } = told.kind;
  return (
    about.protocol === client.protocol &&
    same(about.source, client.ip) &&
    same(about.sourcePort, client.port) &&
    same(about.destination, client.peer)
  );
}
