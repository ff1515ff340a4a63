import { formatIp } from '../address/ip.ts';
import type { DnsQuery, DnsRecord, DnsReply, DnsServer } from './dns-server.ts';
import { absoluteName, canonicalName, emptyReply } from './reply.ts';
import { addressInReverse } from './reverse-name.ts';

type Zone = Extract<DnsServer, { kind: 'zone' }>;

/** CNAMEs that are followed before the chain is given up. */
const MAX_ALIASES = 8;

/** Answers from fixed records; addresses have names in reverse too. A name that has other records has an empty answer. */
export function answerFromZone(zone: Zone, query: DnsQuery): DnsReply {
  const answers = recordsFor(zone, query, MAX_ALIASES);
  if (answers.length > 0) return { ...emptyReply('NOERROR'), authoritative: true, answers };
  const known = zone.records.some(({ name }) => canonicalName(name) === canonicalName(query.name));
  if (known) return emptyReply('NOERROR');
  return emptyReply(zone.otherwise === 'silent' ? 'timeout' : zone.otherwise);
}

/** The records of the type asked for, or an alias with what it leads to. */
function recordsFor(zone: Zone, query: DnsQuery, aliases: number): readonly DnsRecord[] {
  const own = zone.records.filter(({ name }) => canonicalName(name) === canonicalName(query.name));
  const inAnswer = (record: DnsRecord): DnsRecord => ({ ...record, name: absoluteName(query.name) });
  const direct = own.filter(({ type }) => type === query.type || query.type === 'ANY');
  if (direct.length > 0) return direct.map(inAnswer);
  const alias = own.find(({ type }) => type === 'CNAME');
  if (alias !== undefined && aliases > 0)
    return [inAnswer(alias), ...recordsFor(zone, { ...query, name: alias.data }, aliases - 1)];
  return query.type === 'PTR' ? ownerOf(zone, query.name) : [];
}

function ownerOf(zone: Zone, name: string): DnsRecord[] {
  const ip = addressInReverse(canonicalName(name));
  const text = ip === undefined ? undefined : formatIp(ip);
  const owner = zone.records.find(({ type, data }) => (type === 'A' || type === 'AAAA') && data === text);
  if (owner === undefined) return [];
  return [{ name: absoluteName(name), type: 'PTR', ttl: owner.ttl, data: absoluteName(owner.name) }];
}
