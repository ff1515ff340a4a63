import type { Ip } from '../address/ip.ts';
import type { Mac } from '../address/mac.ts';
import { addLinkLocal, bringAddressesUp, takeAddressesDown } from './addresses.ts';
import { type Answer, OK, refuse } from './answer.ts';
import { portsOf } from './carrier.ts';
import { childrenOf } from './children.ts';
import type { Kernel, Link, LinkId, LinkOf, NetnsId } from './kernel.ts';
import {
  fileIn,
  type LinkBasics,
  linkByName,
  linkOf,
  makeLink,
  netnsOf,
  register,
  takeIndex,
  unfileFrom,
} from './link-registry.ts';
import { forgetNeighbours } from './neighbours.ts';
import { changed } from './revision.ts';
import { removeRoutes } from './routes.ts';
import { forgetLinkSysctls } from './sysctl-values.ts';

export { addAddress, deleteAddress } from './addresses.ts';
export { hasCarrier, portsOf } from './carrier.ts';
export { linkByName, linkOf, netnsOf } from './link-registry.ts';

export type LinkSpec = LinkBasics &
  (
    | { readonly kind: 'dummy' }
    | { readonly kind: 'bridge'; readonly fixedMac?: boolean; readonly handMade?: boolean }
    | { readonly kind: 'vlan'; readonly parent: LinkId; readonly vlan: number }
    | {
        readonly kind: 'macvlan';
        readonly parent: LinkId;
        readonly mode: LinkOf<'macvlan'>['mode'];
      }
    | {
        readonly kind: 'ipvlan';
        readonly parent: LinkId;
        readonly mode: LinkOf<'ipvlan'>['mode'];
        readonly flag?: LinkOf<'ipvlan'>['flag'];
      }
    | {
        readonly kind: 'vxlan';
        readonly vni: number;
        /** 4789 without. */
        readonly port?: number;
        /** Where the tunnel's own packets are sent and received: the namespace that the link is made in without. */
        readonly underlay?: NetnsId;
        /** 0 without: the address of the route to the remote end. */
        readonly local?: Ip;
        readonly proxy?: boolean;
        readonly learning?: boolean;
        readonly l2miss?: boolean;
        readonly l3miss?: boolean;
      }
  );

/** `ip link add`: the link is down. Throws when the name is taken: ask `linkByName` first. */
export function addLink(kernel: Kernel, netns: NetnsId, spec: LinkSpec): Link {
  if (linkByName(kernel, netns, spec.name)) throw new Error(`link ${spec.name} exists in ${netns}`);
  const link = fromSpec(kernel, netns, spec);
  register(kernel, link);
  if (link.kind === 'bridge') rememberOwnMac(link, link.id, undefined, link.mac);
  if ('parent' in link) {
    const parent = linkOf(kernel, link.parent);
    parent.children = [...(parent.children ?? []), link.id];
  }
  return link;
}

function fromSpec(kernel: Kernel, netns: NetnsId, spec: LinkSpec): Link {
  const base = makeLink(kernel, netns, spec);
  switch (spec.kind) {
    case 'dummy':
      return { ...base, kind: 'dummy' };
    case 'bridge': {
      const { fixedMac = false, handMade = false } = spec;
      const tables = { ports: [], fdb: new Map() };
      return { ...base, kind: 'bridge', ...tables, stp: false, fixedMac, ...(handMade && { handMade }) };
    }
    case 'vlan':
      return { ...base, kind: 'vlan', parent: spec.parent, vlan: spec.vlan };
    case 'macvlan':
      return { ...base, kind: 'macvlan', parent: spec.parent, mode: spec.mode };
    case 'ipvlan':
      return { ...base, kind: 'ipvlan', parent: spec.parent, mode: spec.mode, flag: spec.flag ?? 'bridge' };
    case 'vxlan': {
      const { vni, port = 4789, underlay = netns, local = 0, proxy = false, learning = true } = spec;
      const misses = { l2miss: spec.l2miss ?? false, l3miss: spec.l3miss ?? false };
      return {
        ...base,
        kind: 'vxlan',
        vni,
        port,
        underlay,
        local,
        proxy,
        learning,
        ...misses,
        fdb: new Map(),
      };
    }
  }
}

export interface VethEnd extends LinkBasics {
  /** The namespace of this end; that of the pair without. */
  readonly netns?: NetnsId;
}

/** Both ends, down; as in the kernel the peer is registered first and gets the lower index. */
export function addVethPair(
  kernel: Kernel,
  netns: NetnsId,
  end: VethEnd,
  peer: VethEnd,
): readonly [LinkOf<'veth'>, LinkOf<'veth'>] {
  for (const spec of [end, peer])
    if (linkByName(kernel, spec.netns ?? netns, spec.name)) throw new Error(`link ${spec.name} exists`);
  const far: LinkOf<'veth'> = { ...makeLink(kernel, peer.netns ?? netns, peer), kind: 'veth', peer: 0 };
  register(kernel, far);
  const near: LinkOf<'veth'> = { ...makeLink(kernel, end.netns ?? netns, end), kind: 'veth', peer: far.id };
  far.peer = near.id;
  register(kernel, near);
  return [near, far];
}

/** Removes a link with all that hangs on it: its veth peer, its children, its routes; a bridge frees its ports. */
export function deleteLink(kernel: Kernel, id: LinkId): void {
  const link = kernel.links.get(id);
  if (link === undefined) return;
  for (const child of childrenOf(kernel, link)) deleteLink(kernel, child.id);
  if (link.kind === 'bridge') for (const port of link.ports.splice(0)) delete linkOf(kernel, port).master;
  setMaster(kernel, id, undefined);
  detach(kernel, link);
  kernel.links.delete(id);
  if ('parent' in link) leaveParent(kernel, link.parent, id);
  if (link.kind === 'nic') {
    const nics = kernel.segments.get(link.segment)!.nics;
    nics.splice(nics.indexOf(id), 1);
  }
  changed(kernel);
  if (link.kind === 'veth') deleteLink(kernel, link.peer);
}

function leaveParent(kernel: Kernel, parentId: LinkId, id: LinkId): void {
  const parent = kernel.links.get(parentId);
  const children = parent?.children?.filter((child) => child !== id) ?? [];
  if (parent === undefined) return;
  if (children.length > 0) parent.children = children;
  else delete parent.children;
}

/** Takes a link out of its namespace's tables. */
function detach(kernel: Kernel, link: Link): void {
  const netns = netnsOf(kernel, link.netns);
  unfileFrom(netns, link);
  if (link.up) removeRoutes(netns, (route) => route.link === link.id);
  forgetNeighbours(netns, link.id);
  forgetLinkSysctls(netns, link.name);
}

/**
 * Moves a link: it goes down and loses its addresses and master; it keeps its index where that is free. Throws when its name is
 * taken there: ask `linkByName` first.
 */
export function moveLink(kernel: Kernel, id: LinkId, netns: NetnsId): void {
  const link = linkOf(kernel, id);
  if (link.netns === netns) return;
  setMaster(kernel, id, undefined);
  setDown(kernel, id);
  detach(kernel, link);
  link.addresses.length = 0;
  link.netns = netns;
  const target = netnsOf(kernel, netns);
  link.index = takeIndex(target, link.index);
  fileIn(target, link);
  changed(kernel);
}

export function renameLink(kernel: Kernel, id: LinkId, name: string): Answer {
  const link = linkOf(kernel, id);
  const netns = netnsOf(kernel, link.netns);
  if (netns.linksByName.has(name)) return refuse('RTNETLINK answers: File exists');
  forgetLinkSysctls(netns, link.name);
  unfileFrom(netns, link);
  link.name = name;
  fileIn(netns, link);
  changed(kernel);
  return OK;
}

export function setUp(kernel: Kernel, id: LinkId): void {
  const link = linkOf(kernel, id);
  if (link.up) return;
  link.up = true;
  changed(kernel);
  bringAddressesUp(kernel, link);
  carrierChanged(kernel, link);
}

export function setDown(kernel: Kernel, id: LinkId): void {
  const link = linkOf(kernel, id);
  if (!link.up) return;
  link.up = false;
  takeAddressesDown(kernel, link);
  changed(kernel);
}

/** A link that gets its carrier, and those whose carrier hangs on it, get their link-local addresses. */
function carrierChanged(kernel: Kernel, link: Link): void {
  changed(kernel);
  const peer = link.kind === 'veth' ? kernel.links.get(link.peer) : undefined;
  for (const one of [link, peer]) {
    if (one === undefined) continue;
    addLinkLocal(kernel, one);
    const master = one.master === undefined ? undefined : kernel.links.get(one.master);
    if (master) addLinkLocal(kernel, master);
  }
  for (const child of childrenOf(kernel, link)) addLinkLocal(kernel, child);
}

/** Makes the link a port of a bridge, or frees it. */
export function setMaster(kernel: Kernel, id: LinkId, master: LinkId | undefined): void {
  const link = linkOf(kernel, id);
  const before = link.master === undefined ? undefined : kernel.links.get(link.master);
  delete link.master;
  delete link.hairpin;
  changed(kernel);
  if (before?.kind === 'bridge') {
    before.ports.splice(before.ports.indexOf(id), 1);
    for (const [mac, entry] of before.fdb) if (entry.port === id) before.fdb.delete(mac);
    followPorts(kernel, before);
  }
  if (master === undefined) return;
  const bridge = linkOf(kernel, master);
  if (bridge.kind !== 'bridge') throw new Error(`${bridge.name} is no bridge`);
  link.master = master;
  filePort(kernel, bridge, link);
  bridge.fdb.set(link.mac, { port: id, permanent: true });
  changed(kernel);
  followNewPort(kernel, bridge, link);
  carrierChanged(kernel, link);
}

function filePort(kernel: Kernel, { ports }: LinkOf<'bridge'>, link: Link): void {
  const at = ports.findLastIndex((id) => linkOf(kernel, id).index < link.index);
  ports.splice(at + 1, 0, link.id);
}

/** What all ports have in common changes with a new one only if it is less. */
function followNewPort(kernel: Kernel, bridge: LinkOf<'bridge'>, { mac, mtu }: Link): void {
  const isFirst = bridge.ports.length === 1;
  if (!bridge.fixedMtu && (isFirst || mtu < bridge.mtu)) bridge.mtu = mtu;
  if (!bridge.fixedMac && (isFirst || mac < bridge.mac) && mac !== bridge.mac)
    changeBridgeMac(kernel, bridge, mac);
}

/** A bridge takes the lowest MAC of its ports until it was given one (br_stp_recalculate_bridge_id). */
function followPorts(kernel: Kernel, bridge: LinkOf<'bridge'>): void {
  followMtu(kernel, bridge);
  if (bridge.fixedMac) return;
  const lowest = portsOf(kernel, bridge).reduce((mac, port) => Math.min(mac, port.mac), Infinity);
  const mac = lowest === Infinity ? 0 : lowest;
  if (mac !== bridge.mac) changeBridgeMac(kernel, bridge, mac);
}

/** ... and the least MTU of its ports, 1500 without any (br_mtu_auto_adjust). */
function followMtu(kernel: Kernel, bridge: LinkOf<'bridge'>): void {
  if (bridge.fixedMtu) return;
  const ports = portsOf(kernel, bridge);
  bridge.mtu = ports.length === 0 ? 1500 : Math.min(...ports.map(({ mtu }) => mtu));
}

function changeBridgeMac(kernel: Kernel, bridge: LinkOf<'bridge'>, mac: Mac): void {
  rememberOwnMac(bridge, bridge.id, bridge.mac, mac);
  bridge.mac = mac;
  changed(kernel);
}

/** The bridge's own and its ports' addresses are permanent entries; a port's wins over the bridge's. */
function rememberOwnMac(bridge: LinkOf<'bridge'>, port: LinkId, old: Mac | undefined, mac: Mac): void {
  if (old !== undefined && bridge.fdb.get(old)?.port === port) bridge.fdb.delete(old);
  if (!bridge.fdb.get(mac)?.permanent) bridge.fdb.set(mac, { port, permanent: true });
}

export function setMac(kernel: Kernel, id: LinkId, mac: Mac): void {
  const link = linkOf(kernel, id);
  if (link.kind === 'bridge') {
    link.fixedMac = true;
    changeBridgeMac(kernel, link, mac);
    return;
  }
  const bridge = link.master === undefined ? undefined : kernel.links.get(link.master);
  if (bridge?.kind === 'bridge') rememberOwnMac(bridge, id, link.mac, mac);
  link.mac = mac;
  changed(kernel);
  if (bridge?.kind === 'bridge') followPorts(kernel, bridge);
}

export function setMtu(kernel: Kernel, id: LinkId, mtu: number): void {
  const link = linkOf(kernel, id);
  link.mtu = mtu;
  if (link.kind === 'bridge') link.fixedMtu = true;
  changed(kernel);
  const bridge = link.master === undefined ? undefined : kernel.links.get(link.master);
  if (bridge?.kind === 'bridge') followMtu(kernel, bridge);
}

export function setHairpin(kernel: Kernel, id: LinkId, on: boolean): void {
  linkOf(kernel, id).hairpin = on;
  changed(kernel);
}
