import type { NetnsId } from '../../kernel/kernel.ts';
import { PROTOCOL } from '../../kernel/packet.ts';
import type { IcmpError } from '../../kernel/walk/complain.ts';
import type { KindSet, PacketSet } from '../packet-set.ts';
import { isIn, type SetWalk, valuesOf } from '../set-walk.ts';
import { only, type ValueSet } from '../value-set.ts';

const DEFAULT_TTL = 64;
const MULTICAST4: ValueSet = [0xe0000000, 0xefffffff];
const MULTICAST6: ValueSet = [0xffn << 120n, (1n << 128n) - 1n];

const isSix = (walk: SetWalk, packet: PacketSet): boolean =>
  typeof valuesOf(walk, packet.source)[0] === 'bigint';

/** `complain` for a box of packets. */
export function complainSet(
  walk: SetWalk,
  netns: NetnsId,
  packet: PacketSet,
  error: IcmpError,
  more: { readonly mtu?: number; readonly forwarded?: boolean } = {},
): void {
  if (packet.kind.kind === 'icmp-error') return;
  const v6 = isSix(walk, packet);
  if (isIn(walk, packet.destination, v6 ? MULTICAST6 : MULTICAST4)) return;
  if (isIn(walk, packet.source, only(v6 ? 0n : 0))) return;
  const [type, code] = v6 ? error.v6 : error.v4;
  const kind: KindSet = {
    kind: 'icmp-error',
    type,
    code,
    about: { ...packet },
    ...(more.mtu !== undefined && { mtu: more.mtu }),
  };
  const source = more.forwarded === true ? (v6 ? 0n : 0) : packet.destination;
  const protocol = v6 ? PROTOCOL.icmpv6 : PROTOCOL.icmp;
  const size = Math.min(576, packet.size + 28);
  const ends = { source, destination: packet.source, sourcePort: 0, destinationPort: 0 };
  note(walk, netns, blank({ ...ends, protocol, size, kind }), true);
}

/** `reset` for a box of packets. */
export function resetSet(walk: SetWalk, netns: NetnsId, packet: PacketSet, byRule: boolean): void {
  if (packet.protocol !== PROTOCOL.tcp || packet.kind.kind === 'rst') return;
  const ends = {
    source: packet.destination,
    destination: packet.source,
    sourcePort: packet.destinationPort,
    destinationPort: packet.sourcePort,
  };
  note(walk, netns, blank({ ...ends, protocol: PROTOCOL.tcp, size: 40, kind: { kind: 'rst' } }), byRule);
}

type Outline = Pick<
  PacketSet,
  'source' | 'destination' | 'protocol' | 'sourcePort' | 'destinationPort' | 'size' | 'kind'
>;

const blank = (outline: Outline): PacketSet => ({
  ...outline,
  ttl: DEFAULT_TTL,
  df: false,
  mark: 0,
  sourceMac: 0,
  destinationMac: 0,
});

function note(walk: SetWalk, netns: NetnsId, packet: PacketSet, attached: boolean): void {
  const connection = attached ? walk.connection : undefined;
  walk.complaint = { netns, packet, connection, isReply: !walk.isReply };
}
