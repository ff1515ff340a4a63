import type { Link } from '../../kernel/kernel.ts';
import { linkOf } from '../../kernel/link-registry.ts';
import type { PacketSet } from '../packet-set.ts';
import { forgetConnection, lose, type SetWalk, sampleOf } from '../set-walk.ts';
import { bridgeOutputSet } from './bridge.ts';
import { ipvlanOutputSet } from './ipvlan.ts';
import { macvlanOutputSet } from './macvlan.ts';
import { receiveSet } from './receive.ts';
import { crossSegmentSet } from './segment.ts';
import { encapsulateSet } from './vxlan.ts';

/** `transmit` for a box of packets. */
export function transmitSet(walk: SetWalk, link: Link, packet: PacketSet): boolean {
  if (--walk.hopsLeft < 0) return lose(walk, { kind: 'hop-limit' });
  if (!link.up) return loseLinkDownSet(walk, link);
  walk.steps?.push({ kind: 'link', link: link.id });
  switch (link.kind) {
    case 'loopback':
      return receiveSet(walk, link, packet);
    case 'veth': {
      const peer = walk.kernel.links.get(link.peer);
      if (peer === undefined || !peer.up) return loseLinkDownSet(walk, link);
      forgetConnection(walk);
      if (peer.netns !== link.netns) packet.mark = 0;
      return receiveSet(walk, peer, packet);
    }
    case 'bridge':
      return bridgeOutputSet(walk, link, packet);
    case 'nic':
      return crossSegmentSet(walk, link, packet);
    case 'vlan':
      packet.vlan = link.vlan;
      return transmitSet(walk, linkOf(walk.kernel, link.parent), packet);
    case 'macvlan':
      return macvlanOutputSet(walk, link, packet);
    case 'ipvlan':
      return ipvlanOutputSet(walk, link, packet);
    case 'vxlan':
      return encapsulateSet(walk, link, packet);
    case 'dummy':
      return loseUnclaimedSet(walk, link, packet);
  }
}

export const loseLinkDownSet = (walk: SetWalk, link: Link): false =>
  lose(walk, { kind: 'link-down', netns: link.netns, link: link.id });

export const loseUnclaimedSet = (walk: SetWalk, link: Link, packet: PacketSet): false =>
  lose(walk, {
    kind: 'no-neighbour',
    netns: link.netns,
    link: link.id,
    ip: sampleOf(walk, packet.destination),
  });
