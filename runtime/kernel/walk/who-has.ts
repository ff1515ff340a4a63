import { type Ip, isLoopback } from '../../address/ip.ts';
import type { Mac } from '../../address/mac.ts';
import { portsOf } from '../carrier.ts';
import { childrenOf } from '../children.ts';
import { brokenBetween } from '../faults.ts';
import { learn } from '../fdb.ts';
import type { Kernel, Link, LinkId, LinkOf } from '../kernel.ts';
import { netnsOf } from '../link-registry.ts';
import { findNeighbour, learnNeighbour } from '../neighbours.ts';
import { isLocal, lookupRoute } from '../routes.ts';
import { linkSettingsOf } from '../settings.ts';
import { selectAddress } from '../source-address.ts';
import { machineOf } from './segment.ts';

/** A question to everybody on a link, as it goes through bridges, cables and wires. */
interface Question {
  readonly kernel: Kernel;
  readonly ip: Ip;
  readonly sender: Link;
  /** The asker's own address, which those asked note down. */
  readonly senderIp: Ip | undefined;
  vlan: number | undefined;
  readonly seen: Set<LinkId>;
  /** Whether bridges and those asked note down what they heard. */
  readonly heard: boolean;
}

/**
 * Asks everybody behind `link` for an address; the first one's MAC. Bridges on the way learn both sides, unless the
 * question is only supposed (a proof leaves no trace in the world).
 */
export function whoHas(kernel: Kernel, link: Link, ip: Ip, heard = true): Mac | undefined {
  const senderIp = selectAddress(kernel, link, ip, ip);
  return shout({ kernel, ip, sender: link, senderIp, vlan: undefined, seen: new Set(), heard }, link);
}

/** The question leaves by a link. */
function shout(question: Question, link: Link): Mac | undefined {
  const { kernel } = question;
  if (!link.up) return undefined;
  switch (link.kind) {
    case 'veth': {
      const peer = kernel.links.get(link.peer);
      return peer && hear(question, peer);
    }
    case 'bridge':
      return flood(question, link, undefined);
    case 'nic':
      return shoutOnSegment(question, link);
    case 'vlan':
      question.vlan = link.vlan;
      return shout(question, kernel.links.get(link.parent)!);
    case 'macvlan':
      return shoutFromMacvlan(question, link);
    case 'ipvlan':
      return shoutFromIpvlan(question, link);
    case 'vxlan':
      return answerByProxy(question, link);
    case 'loopback':
    case 'dummy':
      return undefined;
  }
}

function shoutOnSegment(question: Question, link: LinkOf<'nic'>): Mac | undefined {
  const { kernel } = question;
  for (const id of kernel.segments.get(link.segment)?.nics ?? []) {
    const nic = kernel.links.get(id)!;
    if (nic === link || brokenBetween(kernel, machineOf(kernel, link), machineOf(kernel, nic), undefined))
      continue;
    const mac = hear(question, nic);
    if (mac !== undefined) return mac;
  }
  return undefined;
}

/** Siblings in bridge mode hear it, and who is behind the parent; never the parent itself. */
function shoutFromMacvlan(question: Question, link: LinkOf<'macvlan'>): Mac | undefined {
  const parent = question.kernel.links.get(link.parent)!;
  for (const sibling of childrenOf(question.kernel, parent)) {
    if (sibling === link || sibling.kind !== 'macvlan') continue;
    if (link.mode !== 'bridge' || sibling.mode !== 'bridge') continue;
    const mac = answer(question, sibling);
    if (mac !== undefined) return mac;
  }
  return shout(question, parent);
}

function shoutFromIpvlan(question: Question, link: LinkOf<'ipvlan'>): Mac | undefined {
  const parent = question.kernel.links.get(link.parent)!;
  for (const sibling of childrenOf(question.kernel, parent)) {
    if (sibling === link || sibling.kind !== 'ipvlan' || link.flag !== 'bridge') continue;
    if (sibling.up && sibling.addresses.some((address) => address.ip === question.ip)) return sibling.mac;
  }
  return shout(question, parent);
}

/** A VXLAN device in proxy mode answers from its neighbour entries and floods nothing (arp_reduce). */
function answerByProxy(question: Question, link: LinkOf<'vxlan'>): Mac | undefined {
  const { kernel, ip } = question;
  if (link.proxy) return findNeighbour(netnsOf(kernel, link.netns), link.id, ip)?.mac;
  for (const remote of new Set(link.fdb.values())) {
    const there = [...kernel.links.values()].find(
      (other) =>
        other.kind === 'vxlan' &&
        other.vni === link.vni &&
        other !== link &&
        isLocal(kernel, other.underlay, remote),
    );
    const mac = there && hear(question, there);
    if (mac !== undefined) return mac;
  }
  return undefined;
}

/** The question arrives by a link. */
function hear(question: Question, link: Link): Mac | undefined {
  const { kernel, seen } = question;
  if (!link.up || seen.has(link.id)) return undefined;
  seen.add(link.id);
  if (link.master !== undefined) {
    const bridge = kernel.links.get(link.master)!;
    if (bridge.kind !== 'bridge' || !bridge.up) return undefined;
    if (question.heard) learn(bridge, question.sender.mac, link.id);
    return (
      (question.vlan === undefined ? answer(question, bridge) : undefined) ?? flood(question, bridge, link)
    );
  }
  for (const child of childrenOf(kernel, link)) {
    const mac = hearAsChild(question, child);
    if (mac !== undefined) return mac;
  }
  return question.vlan === undefined ? answer(question, link) : undefined;
}

function hearAsChild(question: Question, child: Link): Mac | undefined {
  if (!child.up) return undefined;
  if (child.kind === 'vlan') {
    if (child.vlan !== question.vlan) return undefined;
    question.vlan = undefined;
    const mac = hear(question, child);
    question.vlan = child.vlan;
    return mac;
  }
  if (question.vlan !== undefined) return undefined;
  if (child.kind !== 'ipvlan') return answer(question, child);
  return child.addresses.some((address) => address.ip === question.ip) ? child.mac : undefined;
}

/** Out of all ports but the one it came in by; the bridge notes behind which one the answer is. */
function flood(question: Question, bridge: LinkOf<'bridge'>, from: Link | undefined): Mac | undefined {
  if (question.seen.has(bridge.id)) return undefined;
  question.seen.add(bridge.id);
  for (const port of portsOf(question.kernel, bridge)) {
    if (port === from && port.hairpin !== true) continue;
    const mac = shout(question, port);
    if (mac === undefined) continue;
    if (question.heard) learn(bridge, mac, port.id);
    return mac;
  }
  return undefined;
}

/** The namespace of a link answers for its addresses: IPv4 for all of them, IPv6 for those of the link asked at. */
function answer(question: Question, link: Link): Mac | undefined {
  const { kernel, ip } = question;
  if (!link.up || !answersFor(kernel, link, ip)) return undefined;
  const { senderIp, sender } = question;
  if (senderIp !== undefined && question.heard)
    learnNeighbour(netnsOf(kernel, link.netns), {
      ip: senderIp,
      link: link.id,
      mac: sender.mac,
      state: 'REACHABLE',
    });
  return link.mac;
}

function answersFor(kernel: Kernel, link: Link, ip: Ip): boolean {
  if (typeof ip === 'bigint') return link.addresses.some((address) => address.ip === ip);
  const settings = linkSettingsOf(kernel, link);
  if (settings.arpIgnore > 0) return link.addresses.some((address) => address.ip === ip);
  if (isLocal(kernel, link.netns, ip)) return !isLoopback(ip) || settings.routesLoopback;
  if (!settings.answersForOthers) return false;
  const route = lookupRoute(kernel, link.netns, ip);
  return route?.link !== undefined && route.link !== link.id;
}
