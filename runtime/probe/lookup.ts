import { type Family, type Ip, parseIp } from '../address/ip.ts';
import type { DnsQuery, DnsReply } from '../dns/dns-server.ts';
import { queryDns } from '../dns/query.ts';
import { emptyReply } from '../dns/reply.ts';
import { nameserversIn, optionsIn, searchIn } from '../engine/libnetwork/files/parse-resolv-conf.ts';
import type { NetnsId } from '../kernel/kernel.ts';
import type { Recorder } from '../kernel/trace.ts';
import type { World } from '../world.ts';

/** Where somebody looks a name up: the namespace, and the two files that the C library reads. */
export interface LookupPlace {
  readonly netns: NetnsId;
  readonly hosts: string;
  readonly resolvConf: string;
  readonly recorder?: Recorder;
}

/** `how`: `hosts`, `dns 10.0.0.2,10.0.0.3`, or why nothing was found: `dns NXDOMAIN`, `no nameserver`. */
export interface Lookup {
  readonly addresses: readonly string[];
  readonly how: string;
}

/** The C library asks three servers at most. */
const MAX_SERVERS = 3;

/**
 * getaddrinfo() for one family: /etc/hosts, then the name servers, with the search list and ndots as glibc has them.
 */
export function lookup(world: World, place: LookupPlace, name: string, family: Family = 4): Lookup {
  const type = family === 4 ? 'A' : 'AAAA';
  const line = hostsAddress(place.hosts, name, family);
  if (line !== undefined) return { addresses: [line], how: 'hosts' };
  const servers = nameserversIn(place.resolvConf).slice(0, MAX_SERVERS);
  if (servers.length === 0) return { addresses: [], how: 'no nameserver' };
  let how = 'no answer';
  for (const candidate of candidatesFor(name, place.resolvConf)) {
    const reply = askAll(world, place, servers, { name: candidate, type, transport: 'udp' });
    const addresses = reply.answers.filter((answer) => answer.type === type).map(({ data }) => data);
    if (addresses.length > 0) return { addresses, how: `dns ${addresses.join(',')}` };
    how = `dns ${reply.rcode}`;
  }
  return { addresses: [], how };
}

function hostsAddress(hosts: string, name: string, family: Family): string | undefined {
  const wanted = name.toLowerCase();
  for (const line of hosts.split('\n')) {
    const [address, ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (address === undefined || address.includes(':') !== (family === 6)) continue;
    if (names.some((own) => own.toLowerCase() === wanted)) return address;
  }
  return undefined;
}

/** A name with at least `ndots` dots is asked as it is first, another one last. */
function candidatesFor(name: string, resolvConf: string): readonly string[] {
  if (name.endsWith('.')) return [name];
  const ndots = optionsIn(resolvConf).find((option) => option.startsWith('ndots:'));
  const threshold = ndots === undefined ? 1 : Number(ndots.slice('ndots:'.length));
  const searched = searchIn(resolvConf).map((domain) => `${name}.${domain}`);
  return name.split('.').length - 1 >= threshold ? [name, ...searched] : [...searched, name];
}

/** The first server that knows something decides; the others are asked only when one is silent or broken. */
function askAll(world: World, place: LookupPlace, servers: readonly string[], query: DnsQuery): DnsReply {
  let last: DnsReply | undefined;
  for (const text of servers) {
    const server = parseIp(text);
    if (server === undefined) continue;
    last = ask(world, place, server, query);
    if (last.rcode === 'NOERROR' || last.rcode === 'NXDOMAIN') return last;
  }
  return last ?? emptyReply('timeout');
}

/** A reply that does not fit into a datagram is asked for again over TCP. */
function ask(world: World, place: LookupPlace, server: Ip, query: DnsQuery): DnsReply {
  const { netns, recorder } = place;
  const request = { netns, server, ...(recorder && { recorder }) };
  const reply = queryDns(world, { ...request, query });
  return reply.truncated ? queryDns(world, { ...request, query: { ...query, transport: 'tcp' } }) : reply;
}
