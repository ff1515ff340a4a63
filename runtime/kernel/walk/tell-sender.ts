import type { Packet } from '../packet.ts';
import { send } from './send.ts';
import { beginPacket, type Walk } from './walk.ts';

/**
 * Sends what a machine complains of the packet that was lost last: an ICMP error or a reset, which finds its own way
 * back. What arrived, if it did; where, `walk.deliveredAt` tells. The cause of the loss stays the first one.
 */
export function tellSender(walk: Walk): Packet | undefined {
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
  const arrived = send(walk, netns, complaint.packet) ? walk.arrived : undefined;
  walk.cause = cause;
  walk.complaint = undefined;
  return arrived;
}
