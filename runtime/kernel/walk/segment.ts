import { brokenBetween } from '../faults.ts';
import type { Kernel, Link, LinkOf } from '../kernel.ts';
import { netnsOf } from '../link-registry.ts';
import type { Packet } from '../packet.ts';
import { nicsByMac } from '../segments.ts';
import { takes } from './find-port.ts';
import { receive } from './receive.ts';
import { loseUnclaimed } from './transmit.ts';
import { forgetConnection, lose, type Walk } from './walk.ts';

/** A frame crosses the wire between machines, where faults may swallow it, to the card behind which its owner is. */
export function crossSegment(walk: Walk, link: LinkOf<'nic'>, packet: Packet): boolean {
  const { kernel } = walk;
  const there = cardFor(kernel, link, packet);
  if (there === undefined) return loseUnclaimed(walk, link, packet);
  const fault = brokenBetween(kernel, machineOf(kernel, link), machineOf(kernel, there), packet);
  if (fault !== undefined) return lose(walk, link.netns, packet, { kind: 'fault', fault });
  forgetConnection(walk);
  packet.mark = 0;
  return receive(walk, there, packet);
}

/** The card that the switch sends the frame to: the owner's own on the fast path, else the one that leads to it. */
function cardFor(kernel: Kernel, link: LinkOf<'nic'>, packet: Packet): Link | undefined {
  const segment = kernel.segments.get(link.segment);
  if (segment === undefined) return undefined;
  const owner = nicsByMac(kernel, segment)
    .get(packet.destinationMac)
    ?.find((nic) => nic !== link);
  if (owner !== undefined) return owner;
  const seen = new Set([link.id]);
  for (const id of segment.nics) {
    const nic = kernel.links.get(id)!;
    if (nic !== link && takes(kernel, nic, packet.destinationMac, seen)) return nic;
  }
  return undefined;
}

export const machineOf = (kernel: Kernel, link: Link): string => netnsOf(kernel, link.netns).machine;
