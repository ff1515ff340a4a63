import type { NetnsId } from '../kernel.ts';
import { type Packet, type PacketKind, PROTOCOL } from '../packet.ts';
import { isMulticast } from '../scope.ts';
import type { Walk } from './walk.ts';

/** An ICMP error: type and code in each family. */
export interface IcmpError {
  readonly v4: readonly [type: number, code: number];
  readonly v6: readonly [type: number, code: number];
}

export const NET_UNREACHABLE: IcmpError = { v4: [3, 0], v6: [1, 0] };
export const HOST_UNREACHABLE: IcmpError = { v4: [3, 1], v6: [1, 3] };
export const PROTOCOL_UNREACHABLE: IcmpError = { v4: [3, 2], v6: [4, 1] };
export const PORT_UNREACHABLE: IcmpError = { v4: [3, 3], v6: [1, 4] };
export const TOO_BIG: IcmpError = { v4: [3, 4], v6: [2, 0] };
export const NET_PROHIBITED: IcmpError = { v4: [3, 9], v6: [1, 1] };
export const HOST_PROHIBITED: IcmpError = { v4: [3, 10], v6: [1, 1] };
export const ADMIN_PROHIBITED: IcmpError = { v4: [3, 13], v6: [1, 1] };
export const TIME_EXCEEDED: IcmpError = { v4: [11, 0], v6: [3, 0] };

const DEFAULT_TTL = 64;

/** Notes that a machine answers a packet with an ICMP error (icmp_send); never about an error, never to everybody. */
export function complain(
  walk: Walk,
  netns: NetnsId,
  packet: Packet,
  error: IcmpError,
  more: { readonly mtu?: number; readonly forwarded?: boolean } = {},
): void {
  if (packet.kind.kind === 'icmp-error' || isMulticast(packet.destination)) return;
  if (packet.source === 0 || packet.source === 0n) return;
  const v6 = typeof packet.source === 'bigint';
  const [type, code] = v6 ? error.v6 : error.v4;
  const about = { ...packet };
  note(walk, netns, {
    source: more.forwarded === true ? unspecified(v6) : packet.destination,
    destination: packet.source,
    protocol: v6 ? PROTOCOL.icmpv6 : PROTOCOL.icmp,
    sourcePort: 0,
    destinationPort: 0,
    size: Math.min(576, packet.size + 28),
    kind: { kind: 'icmp-error', type, code, about, ...(more.mtu !== undefined && { mtu: more.mtu }) },
  });
}

/**
 * Notes that a TCP segment is answered with a reset. One made by a rule carries the connection along
 * (nf_send_reset), one of the machine's own TCP is an ordinary packet.
 */
export function reset(walk: Walk, netns: NetnsId, packet: Packet, byRule: boolean): void {
  if (packet.protocol !== PROTOCOL.tcp || packet.kind.kind === 'rst') return;
  note(
    walk,
    netns,
    {
      source: packet.destination,
      destination: packet.source,
      protocol: PROTOCOL.tcp,
      sourcePort: packet.destinationPort,
      destinationPort: packet.sourcePort,
      size: 40,
      kind: { kind: 'rst' },
    },
    byRule,
  );
}

const unspecified = (v6: boolean): number | bigint => (v6 ? 0n : 0);

type Outline = Pick<
  Packet,
  'source' | 'destination' | 'protocol' | 'sourcePort' | 'destinationPort' | 'size'
> & {
  readonly kind: PacketKind;
};

function note(walk: Walk, netns: NetnsId, outline: Outline, attached = true): void {
  const packet: Packet = {
    ...outline,
    ttl: DEFAULT_TTL,
    df: false,
    mark: 0,
    sourceMac: 0,
    destinationMac: 0,
  };
  const connection = attached ? walk.connection : undefined;
  walk.complaint = { netns, packet, connection, isReply: !walk.isReply };
}
