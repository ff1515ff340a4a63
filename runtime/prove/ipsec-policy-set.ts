import type { Netns, XfrmPolicy } from '../kernel/kernel.ts';
import { PROTOCOL } from '../kernel/packet.ts';
import type { PacketSet } from './packet-set.ts';
import { areEqual, type SetWalk } from './set-walk.ts';

/** `policyFor` for a box of packets. */
export function policyForSet(walk: SetWalk, netns: Netns, packet: PacketSet): XfrmPolicy | undefined {
  if (netns.xfrm.length === 0 || packet.protocol === PROTOCOL.esp) return undefined;
  return netns.xfrm.find(
    (policy) =>
      policy.mark === packet.mark &&
      areEqual(walk, packet.source, policy.source) &&
      areEqual(walk, packet.destination, policy.destination),
  );
}
