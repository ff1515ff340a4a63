import { BROADCAST_MAC } from '../../address/mac.ts';
import { childrenOf } from '../children.ts';
import type { Link } from '../kernel.ts';
import { linkOf } from '../link-registry.ts';
import type { Packet } from '../packet.ts';
import { bridgeInput } from './bridge.ts';
import { ipInput } from './ip-input.ts';
import { claimedByIpvlan, ipvlanInput } from './ipvlan.ts';
import { loseLinkDown, loseUnclaimed } from './transmit.ts';
import { headerOf, type Walk } from './walk.ts';

/** A frame arrives by a link: its bridge takes it, or a link on top of it, or the namespace itself. */
export function receive(walk: Walk, link: Link, packet: Packet): boolean {
  if (!link.up) return loseLinkDown(walk, link, packet);
  walk.recorder?.hop({ kind: 'enter', netns: link.netns, packet: headerOf(packet), link: link.id });
  walk.physOut = undefined;
  if (link.master !== undefined) {
    const bridge = linkOf(walk.kernel, link.master);
    if (bridge.kind === 'bridge') return bridgeInput(walk, bridge, link, packet);
  }
  walk.physIn = undefined;
  const children = childrenOf(walk.kernel, link);
  if (children.length > 0) return receiveByChild(walk, link, children, packet);
  return isFor(link, packet) ? ipInput(walk, link, packet) : loseUnclaimed(walk, link, packet);
}

const isFor = (link: Link, packet: Packet): boolean =>
  packet.vlan === undefined &&
  (link.kind === 'loopback' || packet.destinationMac === link.mac || packet.destinationMac === BROADCAST_MAC);

/** Links on top of this one take their frames first: by tag, by MAC, by address. */
function receiveByChild(walk: Walk, link: Link, children: readonly Link[], packet: Packet): boolean {
  for (const child of children) {
    switch (child.kind) {
      case 'vlan':
        if (packet.vlan !== child.vlan) break;
        delete packet.vlan;
        return receive(walk, child, packet);
      case 'macvlan':
        if (packet.vlan !== undefined || !child.up) break;
        if (child.mode === 'passthru' || packet.destinationMac === child.mac)
          return receive(walk, child, packet);
        break;
      case 'ipvlan':
        if (packet.vlan === undefined && isFor(link, packet) && claimedByIpvlan(child, packet.destination))
          return ipvlanInput(walk, child, packet);
        break;
      default:
    }
  }
  return isFor(link, packet) ? ipInput(walk, link, packet) : loseUnclaimed(walk, link, packet);
}
