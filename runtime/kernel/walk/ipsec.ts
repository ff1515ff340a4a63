import type { Link, Netns, XfrmPolicy } from '../kernel.ts';
import { type Packet, PROTOCOL } from '../packet.ts';
import { ipInput } from './ip-input.ts';
import { send } from './send.ts';
import { forgetConnection, lose, type Walk } from './walk.ts';

/** Bytes that ESP with AES-GCM adds in transport mode: header, IV, padding, trailer, check value. */
const OVERHEAD = 36;

const hasEsp = (walk: Walk, netns: Netns): boolean =>
  walk.kernel.machines.get(netns.machine)?.features.esp ?? true;

const loseUnencrypted = (walk: Walk, netns: Netns, packet: Packet): false =>
  lose(walk, netns.id, packet, { kind: 'no-encryption', netns: netns.id });

/** A policy wants the packet encrypted (transport mode): what leaves is ESP, which passes OUTPUT as a new packet. */
export function encrypt(walk: Walk, netns: Netns, packet: Packet, policy: XfrmPolicy): boolean {
  if (policy.states.length === 0 || !hasEsp(walk, netns)) return loseUnencrypted(walk, netns, packet);
  forgetConnection(walk);
  return send(walk, netns, {
    source: packet.source,
    destination: packet.destination,
    protocol: PROTOCOL.esp,
    sourcePort: 0,
    destinationPort: 0,
    ttl: packet.ttl,
    size: packet.size + OVERHEAD,
    df: packet.df,
    mark: packet.mark,
    kind: { kind: 'datagram' },
    sourceMac: 0,
    destinationMac: 0,
    inner: packet,
  });
}

/** ESP comes in: with the sender's keys the packet inside goes through PREROUTING and INPUT again, as decrypted. */
export function decrypt(walk: Walk, netns: Netns, link: Link, packet: Packet): boolean {
  const knowsSender = netns.xfrm.some(({ states }) => states.some(({ source }) => source === packet.source));
  if (packet.inner === undefined || !knowsSender || !hasEsp(walk, netns))
    return loseUnencrypted(walk, netns, packet);
  forgetConnection(walk);
  walk.decrypted = true;
  packet.inner.mark = 0;
  return ipInput(walk, link, packet.inner);
}
