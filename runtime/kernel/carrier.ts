import { derived } from './derived.ts';
import type { Kernel, Link, LinkOf } from './kernel.ts';
import { linkOf } from './link-registry.ts';

/** The links whose master is this bridge, by their index. */
export const portsOf = derived((kernel: Kernel, bridge: LinkOf<'bridge'>): readonly Link[] =>
  bridge.ports.map((id) => linkOf(kernel, id)),
);

/** LOWER_UP: the link is up and something is at its other end. */
export function hasCarrier(kernel: Kernel, link: Link): boolean {
  if (!link.up) return false;
  switch (link.kind) {
    case 'loopback':
    case 'dummy':
    case 'nic':
    case 'vxlan':
      return true;
    case 'veth':
      return kernel.links.get(link.peer)?.up === true;
    case 'bridge': {
      const { ports, handMade } = link;
      if (ports.length === 0) return handMade === true;
      return ports.some((port) => hasCarrier(kernel, linkOf(kernel, port)));
    }
    case 'vlan':
    case 'macvlan':
    case 'ipvlan': {
      const parent = kernel.links.get(link.parent);
      return parent !== undefined && hasCarrier(kernel, parent);
    }
  }
}
