import type { Link, Netns } from '../kernel.ts';
import type { Packet } from '../packet.ts';
import { deliver } from './deliver.ts';
import { finishInput, passHook } from './hook.ts';
import { balance } from './ipvs.ts';
import type { Walk } from './walk.ts';

/** A packet for the namespace itself: INPUT, IPVS, the socket. */
export function input(walk: Walk, netns: Netns, link: Link, packet: Packet): boolean {
  if (!passHook(walk, netns, packet, 'INPUT', link, undefined)) return false;
  const elsewhere = netns.ipvs.length > 0 ? balance(walk, netns, packet) : undefined;
  if (elsewhere !== undefined) return elsewhere;
  return finishInput(walk, netns, packet) && deliver(walk, netns, link, packet);
}
