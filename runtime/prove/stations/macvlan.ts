import { childrenOf } from '../../kernel/children.ts';
import type { LinkOf } from '../../kernel/kernel.ts';
import { linkOf } from '../../kernel/link-registry.ts';
import type { PacketSet } from '../packet-set.ts';
import { forgetConnection, type SetWalk } from '../set-walk.ts';
import { receiveSet } from './receive.ts';
import { loseLinkDownSet, transmitSet } from './transmit.ts';

/** `macvlanOutput` for a box of packets. */
export function macvlanOutputSet(walk: SetWalk, link: LinkOf<'macvlan'>, packet: PacketSet): boolean {
  const parent = linkOf(walk.kernel, link.parent);
  if (!parent.up) return loseLinkDownSet(walk, link);
  forgetConnection(walk);
  packet.mark = 0;
  const sibling =
    link.mode === 'bridge'
      ? childrenOf(walk.kernel, parent).find(
          (child) =>
            child.kind === 'macvlan' && child.mode === 'bridge' && child.mac === packet.destinationMac,
        )
      : undefined;
  return sibling === undefined ? transmitSet(walk, parent, packet) : receiveSet(walk, sibling, packet);
}
