import { BROADCAST_MAC } from '../../address/mac.ts';
import { childrenOf } from '../../kernel/children.ts';
import type { Link } from '../../kernel/kernel.ts';
import { linkOf } from '../../kernel/link-registry.ts';
import type { PacketSet } from '../packet-set.ts';
import type { SetWalk } from '../set-walk.ts';
import { bridgeInputSet } from './bridge.ts';
import { ipInputSet } from './ip-input.ts';
import { ipvlanInputSet, isClaimedByIpvlan } from './ipvlan.ts';
import { loseLinkDownSet, loseUnclaimedSet } from './transmit.ts';

/** `receive` for a box of packets. */
export function receiveSet(walk: SetWalk, link: Link, packet: PacketSet): boolean {
  if (!link.up) return loseLinkDownSet(walk, link);
  walk.steps?.push({ kind: 'link', link: link.id });
  walk.physOut = undefined;
  if (link.master !== undefined) {
    const bridge = linkOf(walk.kernel, link.master);
    if (bridge.kind === 'bridge') return bridgeInputSet(walk, bridge, link, packet);
  }
  walk.physIn = undefined;
  for (const child of childrenOf(walk.kernel, link)) {
    switch (child.kind) {
      case 'vlan':
        if (packet.vlan !== child.vlan) break;
        delete packet.vlan;
        return receiveSet(walk, child, packet);
      case 'macvlan':
        if (packet.vlan !== undefined || !child.up) break;
        if (child.mode === 'passthru' || packet.destinationMac === child.mac)
          return receiveSet(walk, child, packet);
        break;
      case 'ipvlan':
        if (
          packet.vlan === undefined &&
          isFor(link, packet) &&
          isClaimedByIpvlan(walk, child, packet.destination)
        )
          return ipvlanInputSet(walk, child, packet);
        break;
      default:
    }
  }
  return isFor(link, packet) ? ipInputSet(walk, link, packet) : loseUnclaimedSet(walk, link, packet);
}

const isFor = (link: Link, packet: PacketSet): boolean =>
  packet.vlan === undefined &&
  (link.kind === 'loopback' || packet.destinationMac === link.mac || packet.destinationMac === BROADCAST_MAC);
