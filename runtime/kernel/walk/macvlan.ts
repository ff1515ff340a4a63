import { childrenOf } from '../children.ts';
import type { LinkOf } from '../kernel.ts';
import { linkOf } from '../link-registry.ts';
import type { Packet } from '../packet.ts';
import { receive } from './receive.ts';
import { loseLinkDown, transmit } from './transmit.ts';
import { forgetConnection, type Walk } from './walk.ts';

/**
 * A macvlan child sends (macvlan_queue_xmit): in bridge mode straight to a sibling in bridge mode, else out of the
 * parent. The parent itself never hears its children.
 */
export function macvlanOutput(walk: Walk, link: LinkOf<'macvlan'>, packet: Packet): boolean {
  const parent = linkOf(walk.kernel, link.parent);
  if (!parent.up) return loseLinkDown(walk, link, packet);
  forgetConnection(walk);
  packet.mark = 0;
  const sibling =
    link.mode === 'bridge'
      ? childrenOf(walk.kernel, parent).find(
          (child) =>
            child.kind === 'macvlan' && child.mode === 'bridge' && child.mac === packet.destinationMac,
        )
      : undefined;
  return sibling === undefined ? transmit(walk, parent, packet) : receive(walk, sibling, packet);
}
