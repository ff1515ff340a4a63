import type { Link, Netns, XfrmPolicy } from '../../kernel/kernel.ts';
import { PROTOCOL } from '../../kernel/packet.ts';
import type { PacketSet } from '../packet-set.ts';
import { areEqual, forgetConnection, lose, type SetWalk } from '../set-walk.ts';
import { ipInputSet } from './ip-input.ts';
import { sendSet } from './send.ts';

const OVERHEAD = 36;

const hasEsp = (walk: SetWalk, netns: Netns): boolean =>
  walk.kernel.machines.get(netns.machine)?.features.esp ?? true;

const loseUnencrypted = (walk: SetWalk, netns: Netns): false =>
  lose(walk, { kind: 'no-encryption', netns: netns.id });

/** `encrypt` for a box of packets. */
export function encryptSet(walk: SetWalk, netns: Netns, packet: PacketSet, policy: XfrmPolicy): boolean {
  if (policy.states.length === 0 || !hasEsp(walk, netns)) return loseUnencrypted(walk, netns);
  forgetConnection(walk);
  return sendSet(walk, netns, {
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

/** `decrypt` for a box of packets. */
export function decryptSet(walk: SetWalk, netns: Netns, link: Link, packet: PacketSet): boolean {
  const knowsSender = netns.xfrm.some(({ states }) =>
    states.some(({ source }) => areEqual(walk, packet.source, source)),
  );
  if (packet.inner === undefined || !knowsSender || !hasEsp(walk, netns)) return loseUnencrypted(walk, netns);
  forgetConnection(walk);
  walk.decrypted = true;
  packet.inner.mark = 0;
  return ipInputSet(walk, link, packet.inner);
}
