import type { Kernel, Link, Netns, NetnsId } from './kernel.ts';
import { linkOf, makeLink, netnsOf, register } from './link-registry.ts';
import { deleteLink } from './links.ts';
import { emptyRuleset } from './netfilter/ruleset.ts';
import { changed } from './revision.ts';
import { inheritSysctls } from './sysctl-values.ts';

export interface NetnsSpec {
  readonly machine: string;
  /** The file under /run/docker/netns; empty for the machine's own. */
  readonly name: string;
  /** For people: `h1/web`. */
  readonly label: string;
}

/** A namespace with nothing but `lo`, which is down. */
export function createNetns(kernel: Kernel, spec: NetnsSpec): Netns {
  const netns: Netns = {
    id: kernel.nextId++,
    ...spec,
    links: new Map(),
    linksByName: new Map(),
    routes: [],
    neighbours: new Map(),
    ipv4: emptyRuleset(4),
    ipv6: emptyRuleset(6),
    conntrack: new Map(),
    sockets: new Map(),
    sysctls: new Map(),
    ipvs: [],
    xfrm: [],
    nextIndex: 1,
    nextEphemeralPort: 0,
  };
  kernel.namespaces.set(netns.id, netns);
  inheritSysctls(kernel, netns);
  const lo = makeLink(kernel, netns.id, { name: 'lo', mac: 0, mtu: 65536, queueLength: 1000 });
  register(kernel, { ...lo, kind: 'loopback' });
  return netns;
}

/** Ends a namespace: its links vanish, a veth with its peer, and so do its sockets and connections. */
export function destroyNetns(kernel: Kernel, id: NetnsId): void {
  const netns = kernel.namespaces.get(id);
  if (netns === undefined) return;
  for (const link of [...netns.links.values()]) deleteLink(kernel, link);
  kernel.namespaces.delete(id);
  changed(kernel);
}

/** The namespace of a machine by its file name; `` is the machine's own. */
export function findNetns(kernel: Kernel, machine: string, name: string): Netns | undefined {
  for (const netns of kernel.namespaces.values())
    if (netns.machine === machine && netns.name === name) return netns;
  return undefined;
}

/** The namespace that people call so: `h1/web`. */
export function netnsByLabel(kernel: Kernel, label: string): Netns | undefined {
  for (const netns of kernel.namespaces.values()) if (netns.label === label) return netns;
  return undefined;
}

/** `lo`: the first link of every namespace. */
export const loopbackOf = (kernel: Kernel, id: NetnsId): Link =>
  linkOf(kernel, netnsOf(kernel, id).links.get(1)!);
