import { formatIp } from '../address/ip.ts';
import { PROTOCOL } from '../kernel/packet.ts';
import type { Header, Hop } from '../kernel/trace.ts';
import type { World } from '../world.ts';
import { describeCause } from './describe-cause.ts';
import { formatEndpoint, linkName } from './names.ts';

type HopOf<K extends Hop['kind']> = Extract<Hop, { kind: K }>;

/** What happens to the packet at this hop, in a few words; the namespace is said elsewhere. */
export function describeHop(world: World, hop: Hop): string {
  switch (hop.kind) {
    case 'send':
      return `sends ${SENT[hop.what] ?? hop.what}: ${ends(hop.packet)}`;
    case 'route':
      return describeRoute(world, hop);
    case 'hook':
      return describeHook(hop);
    case 'nat':
      return describeNat(hop);
    case 'conntrack':
      return `conntrack: ${hop.state}`;
    case 'resolve-neighbour':
      return `${formatIp(hop.ip)} on ${linkName(world, hop.link)}: ${hop.found ? 'found' : 'nobody answers'}`;
    case 'leave':
      return `leaves by ${linkName(world, hop.link)}`;
    case 'enter':
      return `enters by ${linkName(world, hop.link)}`;
    case 'bridge':
      return `${linkName(world, hop.bridge)}: ${bridgeEntry(world, hop)} ─▶ ${bridgeExit(world, hop)}`;
    case 'encapsulate':
      return describeTunnel(world, hop);
    case 'decapsulate':
      return `${linkName(world, hop.link)}: out of VXLAN ${hop.vni}`;
    case 'ipvs':
      return `IPVS: the service with mark ${hop.mark} chooses ${formatIp(hop.to)}`;
    case 'deliver':
      return describeDelivery(world, hop);
    case 'application':
      return `${hop.process} ${hop.does}`;
    case 'lost':
      return describeCause(world, hop.cause);
    default:
      return hop satisfies never;
  }
}

/** What a packet is, in words; other kinds go by their own name. */
const SENT: { readonly [what: string]: string } = {
  syn: 'TCP SYN',
  'syn-ack': 'TCP SYN-ACK',
  data: 'TCP data',
  datagram: 'a UDP datagram',
  'echo-request': 'an echo request',
  'echo-reply': 'an echo reply',
};

const ends = (packet: Header): string => `${sourceOf(packet)} ─▶ ${destinationOf(packet)}`;
const isIcmp = ({ protocol }: Header): boolean => protocol === PROTOCOL.icmp || protocol === PROTOCOL.icmpv6;
const sourceOf = (packet: Header): string =>
  formatEndpoint(packet.source, isIcmp(packet) ? 0 : packet.sourcePort);
const destinationOf = (packet: Header): string =>
  formatEndpoint(packet.destination, isIcmp(packet) ? 0 : packet.destinationPort);

function describeRoute(world: World, hop: HopOf<'route'>): string {
  if (hop.decision === 'local') return `route: ${formatIp(hop.packet.destination)} is local`;
  const via = hop.via === undefined ? '' : ` via ${formatIp(hop.via)}`;
  const dev = hop.link === undefined ? '' : ` dev ${linkName(world, hop.link)}`;
  const source = hop.source === undefined ? '' : ` src ${formatIp(hop.source)}`;
  return `route: ${formatIp(hop.packet.destination)}${via}${dev}${source}`;
}

function describeHook(hop: HopOf<'hook'>): string {
  const where = hop.bridged ? `${hop.hook} (bridged)` : hop.hook;
  const policy = hop.policyOf === undefined ? '' : ` (policy of ${hop.policyOf})`;
  const verdict = { accept: 'accepted', drop: 'dropped', reject: 'rejected', steal: 'taken' }[hop.verdict];
  return `${where}: ${verdict}${policy}`;
}

function describeNat(hop: HopOf<'nat'>): string {
  const [name, before, after] =
    hop.manipulation === 'source'
      ? ['SNAT', sourceOf(hop.from), sourceOf(hop.to)]
      : ['DNAT', destinationOf(hop.from), destinationOf(hop.to)];
  return `${name}: ${before} becomes ${after}${hop.by === 'connection' ? ' (known connection)' : ''}`;
}

function describeTunnel(world: World, hop: HopOf<'encapsulate'>): string {
  const tunnel = `${linkName(world, hop.link)}: into VXLAN ${hop.vni} to ${formatIp(hop.remote)}`;
  return hop.encrypted ? `${tunnel}, encrypted` : tunnel;
}

const bridgeEntry = (world: World, { bridge, from }: HopOf<'bridge'>): string =>
  from === bridge ? 'the bridge itself' : linkName(world, from);

function bridgeExit(world: World, hop: HopOf<'bridge'>): string {
  if (hop.to === 'flood') return 'every port';
  return hop.to === 'self' ? 'the bridge itself' : linkName(world, hop.to);
}

function describeDelivery(world: World, hop: HopOf<'deliver'>): string {
  const socket =
    hop.socket === undefined ? undefined : world.kernel.namespaces.get(hop.netns)?.sockets.get(hop.socket);
  if (socket === undefined) return isIcmp(hop.packet) ? 'arrives' : 'arrives at the waiting program';
  return `arrives at ${socket.process.name}, which listens on ${socket.transport} ${socket.port}`;
}
