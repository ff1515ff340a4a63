import type { Fault, Link, LinkOf } from '../../kernel/kernel.ts';
import { PROTOCOL } from '../../kernel/packet.ts';
import { takes } from '../../kernel/walk/find-port.ts';
import { machineOf } from '../../kernel/walk/segment.ts';
import type { PacketSet } from '../packet-set.ts';
import { forgetConnection, isIn, lose, type SetWalk } from '../set-walk.ts';
import { only } from '../value-set.ts';
import { receiveSet } from './receive.ts';
import { loseUnclaimedSet } from './transmit.ts';

/** `crossSegment` for a box of packets. */
export function crossSegmentSet(walk: SetWalk, link: LinkOf<'nic'>, packet: PacketSet): boolean {
  const { kernel } = walk;
  const there = cardFor(walk, link, packet);
  if (there === undefined) return loseUnclaimedSet(walk, link, packet);
  const [from, to] = [machineOf(kernel, link), machineOf(kernel, there)];
  for (const [name, fault] of kernel.faults)
    if (breaks(walk, fault, from, to, packet)) return lose(walk, { kind: 'fault', fault: name });
  forgetConnection(walk);
  packet.mark = 0;
  return receiveSet(walk, there, packet);
}

function cardFor(walk: SetWalk, link: LinkOf<'nic'>, packet: PacketSet): Link | undefined {
  const { kernel } = walk;
  const nics = (kernel.segments.get(link.segment)?.nics ?? []).map((id) => kernel.links.get(id)!);
  const own = nics.find((nic) => nic !== link && nic.mac === packet.destinationMac && nic.up);
  if (own !== undefined) return own;
  const seen = new Set([link.id]);
  return nics.find((nic) => nic !== link && takes(kernel, nic, packet.destinationMac, seen));
}

function breaks(walk: SetWalk, fault: Fault, from: string, to: string, packet: PacketSet): boolean {
  switch (fault.kind) {
    case 'down':
      return fault.machine === from || fault.machine === to;
    case 'partition': {
      const sideOf = (machine: string) => fault.sides.findIndex((side) => side.includes(machine));
      const [one, other] = [sideOf(from), sideOf(to)];
      return one >= 0 && other >= 0 && one !== other;
    }
    case 'block':
      return isBetween(fault.between, from, to) && blocks(walk, fault, packet);
    case 'loss': {
      if (!isBetween(fault.between, from, to) || fault.percent === 0) return false;
      // What is lost now and then also gets through now and then.
      if (fault.percent < 100) walk.lossy = true;
      return fault.percent >= 100;
    }
  }
}

const isBetween = ([a, b]: readonly [string, string], from: string, to: string): boolean =>
  (a === from && b === to) || (a === to && b === from);

const PROTOCOLS: Readonly<Record<string, number>> = PROTOCOL;

function blocks(walk: SetWalk, fault: Extract<Fault, { kind: 'block' }>, packet: PacketSet): boolean {
  const same = PROTOCOLS[fault.protocol] === packet.protocol;
  const alsoV6 = fault.protocol === 'icmp' && packet.protocol === PROTOCOL.icmpv6;
  if (!same && !alsoV6) return false;
  if (fault.port === undefined) return true;
  const set = only(fault.port);
  return isIn(walk, packet.destinationPort, set) || isIn(walk, packet.sourcePort, set);
}
