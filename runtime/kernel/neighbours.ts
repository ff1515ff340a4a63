import type { Ip } from '../address/ip.ts';
import type { Kernel, LinkId, Neighbour, Netns, NetnsId } from './kernel.ts';
import { netnsOf } from './link-registry.ts';
import { changed } from './revision.ts';

/** `ip neigh replace`: writes the entry of an address on a link. */
export function setNeighbour(kernel: Kernel, netnsId: NetnsId, neighbour: Neighbour): void {
  learnNeighbour(netnsOf(kernel, netnsId), neighbour);
  changed(kernel);
}

/** What resolution finds out: no change of configuration. */
export function learnNeighbour(netns: Netns, neighbour: Neighbour): void {
  const { link, ip } = neighbour;
  const ofLink = netns.neighbours.get(link);
  if (ofLink === undefined) netns.neighbours.set(link, new Map([[ip, neighbour]]));
  else ofLink.set(ip, neighbour);
}

export function deleteNeighbour(kernel: Kernel, netnsId: NetnsId, link: LinkId, ip: Ip): boolean {
  const gone = netnsOf(kernel, netnsId).neighbours.get(link)?.delete(ip) ?? false;
  if (gone) changed(kernel);
  return gone;
}

/** A link's entries go with it. */
export const forgetNeighbours = (netns: Netns, link: LinkId): boolean => netns.neighbours.delete(link);

export const findNeighbour = (netns: Netns, link: LinkId, ip: Ip): Neighbour | undefined =>
  netns.neighbours.get(link)?.get(ip);

/** All entries, link by link, in the order in which they came. */
export const neighboursOf = (netns: Netns): readonly Neighbour[] =>
  [...netns.neighbours.values()].flatMap((ofLink) => [...ofLink.values()]);
