import { derived } from './derived.ts';
import type { Kernel, Link, LinkId, Netns } from './kernel.ts';
import { linkOf, netnsOf } from './link-registry.ts';

const portsByBridge = derived((kernel: Kernel, netns: Netns) => {
  const ports = new Map<LinkId, Link[]>();
  for (const id of netns.links.values()) {
    const link = kernel.links.get(id)!;
    if (link.master === undefined) continue;
    const known = ports.get(link.master);
    if (known) known.push(link);
    else ports.set(link.master, [link]);
  }
  for (const list of ports.values()) list.sort((a, b) => a.index - b.index);
  return ports;
});

const NONE: readonly Link[] = [];

/** The links whose master is this bridge, by their index. */
export const portsOf = (kernel: Kernel, bridge: LinkId): readonly Link[] =>
  portsByBridge(kernel, netnsOf(kernel, linkOf(kernel, bridge).netns)).get(bridge) ?? NONE;

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
      const ports = portsOf(kernel, link.id);
      if (ports.length === 0) return link.handMade === true;
      return ports.some((port) => hasCarrier(kernel, port));
    }
    case 'vlan':
    case 'macvlan':
    case 'ipvlan': {
      const parent = kernel.links.get(link.parent);
      return parent !== undefined && hasCarrier(kernel, parent);
    }
  }
}

/** The link of that name in a namespace. */
export function linkByName(kernel: Kernel, netns: number, name: string): Link | undefined {
  for (const id of netnsOf(kernel, netns).links.values()) {
    const link = kernel.links.get(id);
    if (link?.name === name) return link;
  }
  return undefined;
}
