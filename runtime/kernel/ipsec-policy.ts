import type { Netns, XfrmPolicy } from './kernel.ts';
import { type Packet, PROTOCOL } from './packet.ts';

/** The policy that wants this packet encrypted: same addresses, same mark. An ESP packet is done already. */
export function policyFor(netns: Netns, packet: Packet): XfrmPolicy | undefined {
  if (netns.xfrm.length === 0 || packet.protocol === PROTOCOL.esp) return undefined;
  return netns.xfrm.find(
    (policy) =>
      policy.source === packet.source &&
      policy.destination === packet.destination &&
      policy.mark === packet.mark,
  );
}
