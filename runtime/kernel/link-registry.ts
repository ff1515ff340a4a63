import type { Mac } from '../address/mac.ts';
import type { Kernel, Link, LinkId, Netns, NetnsId } from './kernel.ts';
import { changed } from './revision.ts';

/** What every kind of link is made from. */
export interface LinkBasics {
  readonly name: string;
  readonly mac: Mac;
  /** 1500 without. */
  readonly mtu?: number;
  /** The ifindex; the next one of the namespace without. */
  readonly index?: number;
  readonly group?: string;
  readonly queueLength?: number;
}

/** The namespace; its absence is a broken invariant. */
export function netnsOf(kernel: Kernel, id: NetnsId): Netns {
  const netns = kernel.namespaces.get(id);
  if (netns === undefined) throw new Error(`no namespace ${id}`);
  return netns;
}

/** The link; its absence is a broken invariant. */
export function linkOf(kernel: Kernel, id: LinkId): Link {
  const link = kernel.links.get(id);
  if (link === undefined) throw new Error(`no link ${id}`);
  return link;
}

/** The wanted index when it is free, else the next one that was never given out (dev_new_index). */
export function takeIndex(netns: Netns, wanted?: number): number {
  if (wanted !== undefined && !netns.links.has(wanted)) return wanted;
  while (netns.links.has(netns.nextIndex)) netns.nextIndex++;
  return netns.nextIndex++;
}

/** The fields that all links share, for a link that is down and bare. */
export function makeLink(kernel: Kernel, netns: NetnsId, basics: LinkBasics) {
  return {
    id: kernel.nextId++,
    netns,
    index: takeIndex(netnsOf(kernel, netns), basics.index),
    name: basics.name,
    mac: basics.mac,
    mtu: basics.mtu ?? 1500,
    up: false,
    addresses: [],
    ...(basics.group !== undefined && { group: basics.group }),
    ...(basics.queueLength !== undefined && { queueLength: basics.queueLength }),
  };
}

/** Files a new link under its id, its index and its name. */
export function register(kernel: Kernel, link: Link): void {
  kernel.links.set(link.id, link);
  fileIn(netnsOf(kernel, link.netns), link);
  changed(kernel);
}

/** Enters a link into a namespace's tables. Throws when its name is taken there. */
export function fileIn(netns: Netns, link: Link): void {
  if (netns.linksByName.has(link.name)) throw new Error(`link ${link.name} exists in ${netns.label}`);
  netns.links.set(link.index, link.id);
  netns.linksByName.set(link.name, link.id);
}

/** Takes a link out of a namespace's tables. */
export function unfileFrom(netns: Netns, link: Link): void {
  netns.links.delete(link.index);
  netns.linksByName.delete(link.name);
}

/** The link of that name in a namespace. */
export function linkByName(kernel: Kernel, netns: NetnsId, name: string): Link | undefined {
  const id = netnsOf(kernel, netns).linksByName.get(name);
  return id === undefined ? undefined : linkOf(kernel, id);
}
