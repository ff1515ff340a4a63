import type { Span } from '../../diagnostics/span.ts';
import { formatIp } from '../address/ip.ts';
import type { LinkId } from '../kernel/kernel.ts';
import { PROTOCOL } from '../kernel/packet.ts';
import type { Header, Hop, RuleHit } from '../kernel/trace.ts';
import type { World } from '../world.ts';
import { ruleText } from './describe-cause.ts';
import { describeHop } from './describe-hop.ts';
import { namespaceName } from './names.ts';

/** One hop that stands for itself: plain JSON, readable after the world has gone on. */
export interface TraceLine {
  readonly kind: Hop['kind'];
  /** Where: a machine's or container's name. */
  readonly namespace: string;
  readonly text: string;
  readonly packet: PacketLine;
  /** Rules that matched here, in order. */
  readonly rules: readonly RuleLine[];
  /** The card, bridge or tunnel of the hop, by its name in the namespace. */
  readonly link?: string;
  /** How NAT changes the packet here. */
  readonly nat?: { readonly from: PacketLine; readonly to: PacketLine };
  /** The tunnel that the packet goes into here. */
  readonly tunnel?: { readonly vni: number; readonly remote: string; readonly encrypted: boolean };
}

export interface PacketLine {
  readonly protocol: string;
  readonly source: string;
  readonly destination: string;
  /** Absent for ICMP. */
  readonly sourcePort?: number;
  readonly destinationPort?: number;
  readonly ttl: number;
  readonly mark: number;
}

export interface RuleLine {
  readonly table: string;
  readonly chain: string;
  /** From 1, as `iptables -L --line-numbers` counts. */
  readonly number: number;
  /** In iptables-save's form. */
  readonly rule: string;
  readonly by?: 'engine' | 'user';
  /** "isolation of network back", "published port 8080 of web". */
  readonly why?: string;
  /** The statement of the source that the rule comes from. */
  readonly source?: Span;
}

/** The hops of a walk, named from the world in which it was walked. */
export const traceLines = (world: World, hops: readonly Hop[]): readonly TraceLine[] =>
  hops.map((hop) => ({
    kind: hop.kind,
    namespace: namespaceName(world, hop.netns),
    text: describeHop(world, hop),
    packet: packetLine(hop.packet),
    rules: hop.kind === 'hook' ? hop.hits.map(ruleLine) : [],
    ...detailsOf(world, hop),
  }));

function detailsOf(world: World, hop: Hop): Pick<TraceLine, 'link' | 'nat' | 'tunnel'> {
  const link = (id: LinkId) => ({ link: world.kernel.links.get(id)?.name ?? '' });
  switch (hop.kind) {
    case 'leave':
    case 'enter':
    case 'decapsulate':
      return link(hop.link);
    case 'bridge':
      return link(hop.bridge);
    case 'encapsulate': {
      const { vni, remote, encrypted } = hop;
      return { ...link(hop.link), tunnel: { vni, remote: formatIp(remote), encrypted } };
    }
    case 'nat':
      return { nat: { from: packetLine(hop.from), to: packetLine(hop.to) } };
    default:
      return {};
  }
}

/** A rule as the lines of a trace show it. */
export function ruleLine(hit: RuleHit): RuleLine {
  const { origin } = hit.rule;
  return {
    table: hit.table,
    chain: hit.chain,
    number: hit.index + 1,
    rule: ruleText(hit),
    ...(origin && { by: origin.by, why: origin.why, ...(origin.span && { source: origin.span }) }),
  };
}

const PROTOCOL_NAMES = new Map<number, string>(
  Object.entries(PROTOCOL).map(([name, number]) => [number, name]),
);

function packetLine(packet: Header): PacketLine {
  const icmp = packet.protocol === PROTOCOL.icmp || packet.protocol === PROTOCOL.icmpv6;
  return {
    protocol: PROTOCOL_NAMES.get(packet.protocol) ?? `${packet.protocol}`,
    source: formatIp(packet.source),
    destination: formatIp(packet.destination),
    ...(!icmp && { sourcePort: packet.sourcePort, destinationPort: packet.destinationPort }),
    ttl: packet.ttl,
    mark: packet.mark,
  };
}
