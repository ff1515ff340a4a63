import type { Ip } from '../../address/ip.ts';
import { childrenOf } from '../children.ts';
import type { Link, LinkOf } from '../kernel.ts';
import { linkOf, netnsOf } from '../link-registry.ts';
import type { Packet } from '../packet.ts';
import { ipInput } from './ip-input.ts';
import { send } from './send.ts';
import { loseLinkDown, loseUnclaimed, transmit } from './transmit.ts';
import { forgetConnection, headerOf, type Walk } from './walk.ts';

type Ipvlan = LinkOf<'ipvlan'>;

/** Children share the parent's MAC and are told apart by their addresses. */
export const claimedByIpvlan = (link: Link, ip: Ip): boolean =>
  link.up && link.addresses.some((address) => address.ip === ip);

/** A frame that is for a child's address. */
export function ipvlanInput(walk: Walk, child: Link, packet: Packet): boolean {
  forgetConnection(walk);
  walk.recorder?.hop({ kind: 'enter', netns: child.netns, packet: headerOf(packet), link: child.id });
  return ipInput(walk, child, packet);
}

/**
 * A child sends (ipvlan_queue_xmit). To a sibling it is handed over, unless the siblings are kept apart. Else L2
 * goes out of the parent; L3 is routed by the parent's machine, as if that had made the packet.
 */
export function ipvlanOutput(walk: Walk, link: Ipvlan, packet: Packet): boolean {
  const { kernel } = walk;
  const parent = linkOf(kernel, link.parent);
  if (!parent.up) return loseLinkDown(walk, link, packet);
  forgetConnection(walk);
  packet.mark = 0;
  const sibling = childrenOf(kernel, parent).find(
    (child) => child !== link && child.kind === 'ipvlan' && claimedByIpvlan(child, packet.destination),
  );
  if (sibling !== undefined && link.flag !== 'vepa')
    return link.flag === 'private' ? loseUnclaimed(walk, link, packet) : ipvlanInput(walk, sibling, packet);
  if (link.mode === 'l2') return transmit(walk, parent, packet);
  return send(walk, netnsOf(kernel, parent.netns), packet);
}
