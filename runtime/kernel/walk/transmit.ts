import type { Link, LinkOf } from '../kernel.ts';
import { linkOf } from '../link-registry.ts';
import type { Packet } from '../packet.ts';
import { bridgeOutput } from './bridge.ts';
import { ipvlanOutput } from './ipvlan.ts';
import { macvlanOutput } from './macvlan.ts';
import { receive } from './receive.ts';
import { crossSegment } from './segment.ts';
import { encapsulate } from './vxlan.ts';
import { forgetConnection, headerOf, lose, type Walk } from './walk.ts';

/** A frame leaves by a link of its namespace, whatever is at the other end of it. */
export function transmit(walk: Walk, link: Link, packet: Packet): boolean {
  if (--walk.hopsLeft < 0) return lose(walk, link.netns, packet, { kind: 'hop-limit' });
  if (!link.up) return loseLinkDown(walk, link, packet);
  walk.recorder?.hop({ kind: 'leave', netns: link.netns, packet: headerOf(packet), link: link.id });
  switch (link.kind) {
    case 'loopback':
      return receive(walk, link, packet);
    case 'veth':
      return crossVeth(walk, link, packet);
    case 'bridge':
      return bridgeOutput(walk, link, packet);
    case 'nic':
      return crossSegment(walk, link, packet);
    case 'vlan':
      packet.vlan = link.vlan;
      return transmit(walk, linkOf(walk.kernel, link.parent), packet);
    case 'macvlan':
      return macvlanOutput(walk, link, packet);
    case 'ipvlan':
      return ipvlanOutput(walk, link, packet);
    case 'vxlan':
      return encapsulate(walk, link, packet);
    case 'dummy':
      return loseUnclaimed(walk, link, packet);
  }
}

function crossVeth(walk: Walk, link: LinkOf<'veth'>, packet: Packet): boolean {
  const peer = walk.kernel.links.get(link.peer);
  if (peer === undefined || !peer.up) return loseLinkDown(walk, link, packet);
  forgetConnection(walk);
  if (peer.netns !== link.netns) packet.mark = 0;
  return receive(walk, peer, packet);
}

export const loseLinkDown = (walk: Walk, link: Link, packet: Packet): false =>
  lose(walk, link.netns, packet, { kind: 'link-down', netns: link.netns, link: link.id });

/** A frame that nobody behind the link takes. */
export const loseUnclaimed = (walk: Walk, link: Link, packet: Packet): false =>
  lose(walk, link.netns, packet, {
    kind: 'no-neighbour',
    netns: link.netns,
    link: link.id,
    ip: packet.destination,
  });
