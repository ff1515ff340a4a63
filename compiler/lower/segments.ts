import {
  type Address,
  type Cidr,
  contains,
  isReserved,
  nthAddress,
  parseAddress,
  parseCidr,
} from '../addresses.ts';
import type { BoundScenario } from '../bind/bound-scenario.ts';
import { type Block, type Entity, flagOf, textOf, textsOf, usesOf, valuesOf } from '../bind/entity.ts';
import type { DnsServer, Segment } from '../ir/surroundings.ts';
import { optional } from './optional.ts';

/** A LAN with the subnet that its machines' addresses are looked up in. */
export interface Lan {
  readonly segment: Segment;
  readonly cidr: Cidr;
}

/** The LAN of a scenario that says nothing of one. */
const DEFAULT_SUBNET = '192.168.1.0/24';

/**
 * The declared LANs, and one for each subnet that a machine's IPv4 address names and no declared LAN has.
 * Without any address there is 192.168.1.0/24, for the machines have to be plugged into something.
 */
export function lansOf(scenario: BoundScenario): readonly Lan[] {
  const lans = scenario.entities.flatMap((entity) =>
    entity.kind === 'lan' ? declaredLan(scenario, entity) : [],
  );
  for (const cidr of machineCidrs(scenario)) {
    if (lans.some((lan) => contains(lan.cidr, cidr.address))) continue;
    lans.push(impliedLan(scenario, cidr, lans.length));
  }
  return lans.length > 0 ? lans : [impliedLan(scenario, parseCidr(DEFAULT_SUBNET)!, 0)];
}

function declaredLan(scenario: BoundScenario, { name, block, span }: Entity): Lan[] {
  const cidr = parseCidr(textOf(block, 'subnet') ?? '');
  if (cidr === undefined) return [];
  const uplink = flagOf(block, 'uplink') ?? true;
  const said = textOf(block, 'gateway');
  const gateway = said === undefined ? (uplink ? freeGateway(scenario, cidr) : undefined) : canonical(said);
  const [dnsUse] = usesOf(block, 'dns');
  const dns = dnsUse
    ? dnsServerOf(dnsUse.values[0]?.text ?? '', dnsUse.block)
    : uplink
      ? dnsAt(gateway)
      : undefined;
  const segment = { name, subnet: cidr.network, uplink, origin: span };
  return [{ cidr, segment: { ...segment, ...optional('gateway', gateway), ...optional('dns', dns) } }];
}

/** What a home router is: gateway, name server and way to the internet. */
function impliedLan(scenario: BoundScenario, cidr: Cidr, count: number): Lan {
  const gateway = freeGateway(scenario, cidr);
  const name = count === 0 ? 'lan' : `lan${count + 1}`;
  const segment = { name, subnet: cidr.network, uplink: true };
  return {
    cidr,
    segment: { ...segment, ...optional('gateway', gateway), ...optional('dns', dnsAt(gateway)) },
  };
}

const dnsAt = (address: string | undefined): DnsServer | undefined =>
  address === undefined ? undefined : { address, records: [], otherwise: 'NXDOMAIN' };

/** The first address of the subnet, or the last one if a machine has the first. */
function freeGateway(scenario: BoundScenario, cidr: Cidr): string | undefined {
  const taken = new Set(machineCidrs(scenario).map(({ address }) => address.text));
  const last = 2 ** ((cidr.address.family === 4 ? 32 : 128) - cidr.length) - 2;
  if (last < 1) return undefined;
  return [1, last].map((offset) => nthAddress(cidr, offset).text).find((text) => !taken.has(text));
}

const machineBlocks = (scenario: BoundScenario): readonly Block[] =>
  scenario.entities
    .filter(({ kind }) => kind === 'host' || kind === 'client')
    .flatMap(({ block }) => [block, ...usesOf(block, 'interface').flatMap((use) => use.block ?? [])]);

/** The IPv4 addresses of machines; IPv6 ones stand on the same cards. */
const machineCidrs = (scenario: BoundScenario): readonly Cidr[] =>
  machineBlocks(scenario)
    .flatMap((block) => valuesOf(block, 'address'))
    .flatMap(({ text }) => parseCidr(text) ?? [])
    .filter(({ address }) => address.family === 4);

/** The lowest addresses of a LAN that nobody has, for machines that name none. */
export function* freeAddresses(scenario: BoundScenario, { cidr, segment }: Lan): Generator<string> {
  const taken = new Set(machineCidrs(scenario).map(({ address }) => address.text));
  for (const text of [segment.gateway, segment.dns?.address]) if (text) taken.add(text);
  for (let offset = 1; ; offset++) {
    const address: Address = nthAddress(cidr, offset);
    if (!contains(cidr, address) || isReserved(cidr, address)) return;
    if (!taken.has(address.text)) yield `${address.text}/${cidr.length}`;
  }
}

const TYPES = ['A', 'AAAA', 'CNAME', 'PTR', 'TXT'] as const;
const UNKNOWN = ['NXDOMAIN', 'REFUSED', 'SERVFAIL', 'silent'] as const;

/** `dns 192.168.1.53 { record www.corp.lan A 203.0.113.10 }` */
function dnsServerOf(address: string, block: Block | undefined): DnsServer {
  const records = (block ? textsOf(block, 'record') : []).flatMap((text) => {
    const [name = '', word = '', ...data] = text.split(' ');
    const type = TYPES.find((known) => known === word.toUpperCase());
    return type === undefined ? [] : [{ name, type, data: data.join(' ') }];
  });
  const otherwise = UNKNOWN.find((word) => block && word === textOf(block, 'otherwise')) ?? 'NXDOMAIN';
  return { address: canonical(address), records, otherwise };
}

const canonical = (text: string): string => parseAddress(text)?.text ?? text;
