import type { Ip } from '../address/ip.ts';
import type { Kernel, LinkId, Neighbour, Netns, NetnsId } from './kernel.ts';
import { netnsOf } from './link-registry.ts';
import { changed } from './revision.ts';

const at = (netns: Netns, link: LinkId, ip: Ip): number =>
  netns.neighbours.findIndex((n) => n.ip === ip && n.link === link);

/** `ip neigh replace`: writes the entry of an address on a link. */
export function setNeighbour(kernel: Kernel, netnsId: NetnsId, neighbour: Neighbour): void {
  learnNeighbour(netnsOf(kernel, netnsId), neighbour);
  changed(kernel);
}

/** What resolution finds out: no change of configuration. */
export function learnNeighbour(netns: Netns, neighbour: Neighbour): void {
  const index = at(netns, neighbour.link, neighbour.ip);
  if (index < 0) netns.neighbours.push(neighbour);
  else netns.neighbours[index] = neighbour;
}

export function deleteNeighbour(kernel: Kernel, netnsId: NetnsId, link: LinkId, ip: Ip): boolean {
  const netns = netnsOf(kernel, netnsId);
  const index = at(netns, link, ip);
  if (index < 0) return false;
  netns.neighbours.splice(index, 1);
  changed(kernel);
  return true;
}

export function findNeighbour(netns: Netns, link: LinkId, ip: Ip): Neighbour | undefined {
  return netns.neighbours[at(netns, link, ip)];
}
