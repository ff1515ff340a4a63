import { formatIp } from '../../address/ip.ts';
import { formatEndpoint } from '../../explain/names.ts';
import { reasonsOf } from '../../explain/reasons.ts';
import { PROTOCOL } from '../../kernel/packet.ts';
import type { ConcretePacket } from '../../prove/concrete-packet.ts';
import type { Proof } from '../../prove/prove-claim.ts';
import type { Party } from '../party.ts';
import type { Session } from '../session.ts';
import { type Fact, factOf } from './fact.ts';
import { relationOf } from './relation.ts';

/** The packet that refutes a proof, as the concrete engine carried it. */
export function counterexample(
  session: Session,
  from: Party,
  to: Party,
  { packet, outcome, hops }: Extract<Proof, { kind: 'refuted' }>,
  shouldReach: boolean,
): Fact {
  return factOf(session, {
    asked: `${from.name} ─▶ ${to.name}: ${packetText(packet)}`,
    expected: shouldReach ? 'open' : 'not open',
    holds: false,
    reasons: reasonsOf(session.world, outcome, relationOf(from, to)),
    outcome,
    hops,
  });
}

const PROTOCOL_NAMES = new Map<number, string>(
  Object.entries(PROTOCOL).map(([name, number]) => [number, name]),
);

/** `tcp 172.18.0.2:40000 to 192.168.1.31:8080`. */
export function packetText({
  protocol,
  source,
  destination,
  sourcePort,
  destinationPort,
}: ConcretePacket): string {
  const name = PROTOCOL_NAMES.get(protocol) ?? `protocol ${protocol}`;
  const isEcho = protocol === PROTOCOL.icmp || protocol === PROTOCOL.icmpv6;
  if (isEcho)
    return `${name} echo${source === undefined ? '' : ` ${formatIp(source)}`} to ${formatIp(destination)}`;
  const begin = source === undefined ? `port ${sourcePort}` : formatEndpoint(source, sourcePort);
  return `${name} ${begin} to ${formatEndpoint(destination, destinationPort)}`;
}
