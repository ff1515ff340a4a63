import type { Link, Netns } from '../../kernel/kernel.ts';
import type { PacketSet } from '../packet-set.ts';
import type { SetWalk } from '../set-walk.ts';
import { deliverSet } from './deliver.ts';
import { finishInputSet, passHookSet } from './hook.ts';
import { balanceSet } from './ipvs.ts';

/** `input` for a box of packets. */
export function inputSet(walk: SetWalk, netns: Netns, link: Link, packet: PacketSet): boolean {
  if (!passHookSet(walk, netns, packet, 'INPUT', link, undefined)) return false;
  const elsewhere = netns.ipvs.length > 0 ? balanceSet(walk, netns, packet) : undefined;
  if (elsewhere !== undefined) return elsewhere;
  return finishInputSet(walk, netns, packet) && deliverSet(walk, netns, link, packet);
}
