import { childrenOf } from '../../kernel/children.ts';
import type { Link, LinkOf } from '../../kernel/kernel.ts';
import { linkOf, netnsOf } from '../../kernel/link-registry.ts';
import type { Field } from '../field.ts';
import type { PacketSet } from '../packet-set.ts';
import { forgetConnection, isIn, type SetWalk } from '../set-walk.ts';
import { valuesSet } from '../value-set.ts';
import { ipInputSet } from './ip-input.ts';
import { sendSet } from './send.ts';
import { loseLinkDownSet, loseUnclaimedSet, transmitSet } from './transmit.ts';

/** `claimedByIpvlan` for a box of packets. */
export function isClaimedByIpvlan(walk: SetWalk, link: Link, destination: Field): boolean {
  if (!link.up) return false;
  const four = link.addresses.filter(({ ip }) => typeof ip === 'number').map(({ ip }) => ip);
  const six = link.addresses.filter(({ ip }) => typeof ip === 'bigint').map(({ ip }) => ip);
  return isIn(walk, destination, valuesSet(four)) || isIn(walk, destination, valuesSet(six));
}

/** `ipvlanInput` for a box of packets. */
export function ipvlanInputSet(walk: SetWalk, child: Link, packet: PacketSet): boolean {
  forgetConnection(walk);
  walk.steps?.push({ kind: 'link', link: child.id });
  return ipInputSet(walk, child, packet);
}

/** `ipvlanOutput` for a box of packets. */
export function ipvlanOutputSet(walk: SetWalk, link: LinkOf<'ipvlan'>, packet: PacketSet): boolean {
  const { kernel } = walk;
  const parent = linkOf(kernel, link.parent);
  if (!parent.up) return loseLinkDownSet(walk, link);
  forgetConnection(walk);
  packet.mark = 0;
  const sibling = childrenOf(kernel, parent).find(
    (child) =>
      child !== link && child.kind === 'ipvlan' && isClaimedByIpvlan(walk, child, packet.destination),
  );
  if (sibling !== undefined && link.flag !== 'vepa')
    return link.flag === 'private'
      ? loseUnclaimedSet(walk, link, packet)
      : ipvlanInputSet(walk, sibling, packet);
  if (link.mode === 'l2') return transmitSet(walk, parent, packet);
  return sendSet(walk, netnsOf(kernel, parent.netns), packet);
}
