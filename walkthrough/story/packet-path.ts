import type { PacketLine, RuleLine, TraceLine } from '../../runtime/explain/trace-line.ts';
import { isQuiet } from '../../runtime/explain/trace-text.ts';
import type { Fact } from '../../runtime/scenario/judge/fact.ts';
import type { HeaderView, PacketPath, PathRule, PathStop } from './page.ts';

type Inner = HeaderView & { readonly vni: number };

/**
 * The first packet of a question and its answer, stop by stop, and those of the proxy in between, if there is one;
 * undefined where no packet was sent.
 */
export function packetPath(fact: Fact, keyOf: (place: string) => string): PacketPath | undefined {
  const lines = packetsOf(fact.trace ?? [])
    .filter(opens)
    .flat();
  if (lines.length === 0) return undefined;
  const tunnels: Inner[] = [];
  const stops: PathStop[] = [];
  let turned = false;
  for (const group of byPlace(lines)) {
    const lost = group.find(({ kind }) => kind === 'lost')?.text;
    const begins = stops.length > 0 && group[0]!.kind === 'send';
    if (begins) turned = false;
    const before = headerOf(group[0]!.packet, tunnels);
    track(tunnels, group);
    const last = group.at(-1)!;
    stops.push({
      number: stops.length + 1,
      place: group[0]!.namespace,
      key: keyOf(group[0]!.namespace),
      begins: stops.length === 0 || begins,
      direction: turned ? 'back' : 'there',
      lines: group
        .filter((line) => !isQuiet(line))
        .map(({ text, rules }) => ({ text, rules: rules.map(pathRule) })),
      before,
      after: headerOf(last.nat?.to ?? last.packet, tunnels),
      links: [...new Set(group.flatMap(({ link }) => link ?? []))],
      ...(lost !== undefined && { lost }),
    });
    const sent = group.findLast((line, i) => i > 0 && line.kind === 'send' && !isCarried(line));
    if (lost !== undefined) turned = true;
    else if (sent !== undefined) turned = !sent.text.startsWith('sends TCP SYN:');
  }
  return { asked: fact.asked, outcome: fact.outcome, reached: fact.actual === 'open', stops };
}

/** The lines of each packet, from where it is sent. */
function packetsOf(lines: readonly TraceLine[]): readonly (readonly TraceLine[])[] {
  const packets: TraceLine[][] = [];
  for (const line of lines) {
    if (packets.length === 0 || (line.kind === 'send' && !isCarried(line))) packets.push([line]);
    else packets.at(-1)!.push(line);
  }
  return packets;
}

/** A tunnel's own datagram goes on with the packet that is in it. */
const isCarried = ({ packet }: TraceLine): boolean => isTunnel(packet);
const isTunnel = ({ protocol, destinationPort }: PacketLine): boolean =>
  protocol === 'udp' && destinationPort === 4789;

/** What comes after a connection is open goes the same way. */
const opens = ([first]: readonly TraceLine[]): boolean =>
  first !== undefined && !/^sends (TCP data|fin|rst)/i.test(first.text) && first.kind !== 'application';

function byPlace(lines: readonly TraceLine[]): readonly (readonly TraceLine[])[] {
  const groups: TraceLine[][] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    if (last?.[0]?.namespace === line.namespace) last.push(line);
    else groups.push([line]);
  }
  return groups;
}

/** Into a tunnel, out of it. */
function track(tunnels: Inner[], lines: readonly TraceLine[]): void {
  for (const { tunnel, packet, kind } of lines) {
    if (tunnel) tunnels.push({ ...plainHeader(packet), vni: tunnel.vni });
    if (kind === 'decapsulate') tunnels.pop();
  }
}

function headerOf(packet: PacketLine, tunnels: readonly Inner[]): HeaderView {
  const inner = tunnels.at(-1);
  return inner && isTunnel(packet) ? { ...plainHeader(packet), inner } : plainHeader(packet);
}

const plainHeader = (packet: PacketLine): HeaderView => ({
  protocol: packet.protocol,
  source: withPort(packet.source, packet.sourcePort),
  destination: withPort(packet.destination, packet.destinationPort),
  ttl: packet.ttl,
  mark: packet.mark,
});

const withPort = (ip: string, port: number | undefined): string => {
  if (port === undefined) return ip;
  return ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`;
};

/** Jumps and returns only lead to the rule that decides. */
const pathRule = (rule: RuleLine): PathRule => ({
  ...rule,
  decides: /-[jg] (ACCEPT|DROP|REJECT|DNAT|SNAT|MASQUERADE|REDIRECT|MARK|CONNMARK|SECMARK|TCPMSS)\b/.test(
    rule.rule,
  ),
});
