import type { Mac } from '../../address/mac.ts';
import { portsOf } from '../carrier.ts';
import { childrenOf } from '../children.ts';
import type { Kernel, Link, LinkId, LinkOf } from '../kernel.ts';
import type { Packet } from '../packet.ts';

/**
 * An unknown MAC is flooded to all ports; only the copy that reaches its owner matters. This finds the port behind
 * which the owner is, by looking where the copies would come.
 */
export function findPort(
  kernel: Kernel,
  bridge: LinkOf<'bridge'>,
  packet: Packet,
  from: Link | undefined,
): Link | undefined {
  return portsOf(kernel, bridge).find(
    (port) =>
      (port !== from || port.hairpin === true) &&
      leadsTo(kernel, port, packet.destinationMac, new Set([bridge.id])),
  );
}

/** Whether a frame to `mac` that leaves by this link comes to somebody who takes it. */
export function leadsTo(kernel: Kernel, link: Link, mac: Mac, seen: Set<LinkId>): boolean {
  if (!link.up) return false;
  switch (link.kind) {
    case 'veth': {
      const peer = kernel.links.get(link.peer);
      return peer !== undefined && takes(kernel, peer, mac, seen);
    }
    case 'nic': {
      const nics = kernel.segments.get(link.segment)?.nics ?? [];
      return nics.some((id) => id !== link.id && takes(kernel, kernel.links.get(id)!, mac, seen));
    }
    case 'vxlan':
      return link.fdb.has(mac);
    case 'vlan':
    case 'macvlan':
    case 'ipvlan':
      return leadsTo(kernel, kernel.links.get(link.parent)!, mac, seen);
    case 'bridge':
      return portsOf(kernel, link).some((port) => leadsTo(kernel, port, mac, seen));
    case 'loopback':
    case 'dummy':
      return false;
  }
}

/** Whether a frame to `mac` that comes in by this link is taken, here or behind a bridge. */
export function takes(kernel: Kernel, link: Link, mac: Mac, seen: Set<LinkId>): boolean {
  if (!link.up || seen.has(link.id)) return false;
  seen.add(link.id);
  if (link.master === undefined) {
    if (link.mac === mac) return true;
    return childrenOf(kernel, link).some(
      (child) => child.up && (child.mac === mac || (child.kind === 'macvlan' && child.mode === 'passthru')),
    );
  }
  const bridge = kernel.links.get(link.master)!;
  if (bridge.kind !== 'bridge' || !bridge.up || seen.has(bridge.id)) return false;
  seen.add(bridge.id);
  if (bridge.mac === mac) return true;
  return portsOf(kernel, bridge).some((port) => port !== link && leadsTo(kernel, port, mac, seen));
}
