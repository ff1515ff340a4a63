import { parseCidr } from '../../../address/cidr.ts';
import { parseIp } from '../../../address/ip.ts';
import { parseMac } from '../../../address/mac.ts';
import type {
  AddressType,
  ConnectionState,
  Match,
  PortRange,
  ProtocolName,
} from '../../../kernel/netfilter/rule.ts';
import { SERVICES } from './services.ts';

/** `80`, `8000:8010`, `http`; undefined when it is no port. */
export function parsePorts(text: string, separator: ':' | '-' = ':'): PortRange | undefined {
  const [first, last] = text.split(separator);
  const port = (word: string | undefined): number | undefined => {
    if (word === undefined) return undefined;
    const named = SERVICES[word];
    if (named !== undefined) return named;
    return /^\d{1,5}$/.test(word) && Number(word) <= 65535 ? Number(word) : undefined;
  };
  const low = port(first === '' ? '0' : first);
  const high = text.includes(separator) ? port(last === '' ? '65535' : last) : low;
  return low === undefined || high === undefined || high < low ? undefined : { first: low, last: high };
}

export const PROTOCOLS: { readonly [name: string]: ProtocolName } = {
  tcp: 'tcp',
  '6': 'tcp',
  udp: 'udp',
  '17': 'udp',
  sctp: 'sctp',
  icmp: 'icmp',
  '1': 'icmp',
  esp: 'esp',
  '50': 'esp',
  icmpv6: 'icmpv6',
  'ipv6-icmp': 'icmpv6',
};

/** What an option needs to know of the rule so far. */
export interface Reading {
  readonly protocol?: ProtocolName;
  readonly family: 4 | 6;
}

type Parsed = Match | { readonly error: string };
type Reader = (value: string, not: boolean, reading: Reading) => Parsed;
const bad = (error: string): Parsed => ({ error });
const negated = (match: Match, not: boolean): Match => (not ? { ...match, not: true } : match);

const block =
  (kind: 'source' | 'destination' | 'original-source' | 'original-destination'): Reader =>
  (value, not) => {
    const cidr = parseCidr(value);
    return cidr === undefined
      ? bad(`host/network \`${value}' not found`)
      : negated({ kind, block: cidr }, not);
  };

const port =
  (kind: 'source-port' | 'destination-port'): Reader =>
  (value, not, { protocol }) => {
    const ports = parsePorts(value);
    if (ports === undefined) return bad(`invalid port/service \`${value}' specified`);
    // The option belongs to the module of a protocol: without `-p` there is none.
    if (protocol === undefined || protocol === 'icmp' || protocol === 'icmpv6' || protocol === 'esp')
      return bad(`unknown option "${kind === 'source-port' ? '--sport' : '--dport'}"`);
    return negated({ kind, protocol, ports }, not);
  };

const multiport =
  (side: 'source' | 'destination' | 'either'): Reader =>
  (value, not) => {
    const ports = value.split(',').map((word) => parsePorts(word));
    const wrong = ports.indexOf(undefined);
    if (wrong >= 0) return bad(`invalid port/service \`${value.split(',')[wrong]}' specified`);
    return negated({ kind: 'multiport', side, ports: ports as PortRange[] }, not);
  };

const states =
  (module: 'conntrack' | 'state'): Reader =>
  (value, not) => {
    const known: readonly string[] = [
      'NEW',
      'ESTABLISHED',
      'RELATED',
      'INVALID',
      'UNTRACKED',
      'SNAT',
      'DNAT',
    ];
    const words = value.toUpperCase().split(',');
    const wrong = words.find((word) => !known.includes(word));
    if (wrong !== undefined) return bad(`Bad ${module === 'state' ? 'state' : 'ctstate'} "${wrong}"`);
    return negated({ kind: 'connection-state', module, states: words as ConnectionState[] }, not);
  };

const addressType =
  (side: 'source' | 'destination'): Reader =>
  (value, not) => {
    const known: readonly string[] = ['LOCAL', 'UNICAST', 'BROADCAST', 'MULTICAST', 'UNSPEC'];
    const type = value.toUpperCase();
    return known.includes(type)
      ? negated({ kind: 'address-type', [side]: type as AddressType }, not)
      : bad(`addrtype: bad type \`${value}'`);
  };

const mark =
  (kind: 'mark' | 'connection-mark'): Reader =>
  (value, not) => {
    const [number, mask] = value.split('/').map((word) => Number(word));
    if (number === undefined || Number.isNaN(number) || Number.isNaN(mask ?? 0))
      return bad(`mark: bad value for option "--mark", or out of range (0-4294967295)`);
    return negated({ kind, value: number, mask: mask ?? 0xffffffff }, not);
  };

const range =
  (kind: 'source-range' | 'destination-range'): Reader =>
  (value, not) => {
    const [first, last] = value.split('-').map((word) => parseIp(word));
    if (first === undefined) return bad(`iprange: Bad IP address "${value}"`);
    return negated({ kind, first, last: last ?? first }, not);
  };

const ICMP_TYPES: { readonly [name: string]: readonly [type: number, code?: number] } = {
  'echo-reply': [0],
  'destination-unreachable': [3],
  'host-unreachable': [3, 1],
  'port-unreachable': [3, 3],
  'fragmentation-needed': [3, 4],
  'echo-request': [8],
  'time-exceeded': [11],
};

const icmpType: Reader = (value, not, { family }) => {
  const named = ICMP_TYPES[value];
  const [type, code] = named ?? value.split('/').map(Number);
  if (type === undefined || Number.isNaN(type)) return bad(`Invalid ICMP type \`${value}'`);
  return negated({ kind: 'icmp-type', family, type, ...(code === undefined ? {} : { code }) }, not);
};

/** Options that take a value. A new match is one line here (and one in print-rule and compile-rule). */
export const VALUE_OPTIONS: { readonly [option: string]: Reader } = {
  '-s': block('source'),
  '--source': block('source'),
  '--src': block('source'),
  '-d': block('destination'),
  '--destination': block('destination'),
  '--dst': block('destination'),
  '-i': (name, not) => negated({ kind: 'in-interface', name }, not),
  '--in-interface': (name, not) => negated({ kind: 'in-interface', name }, not),
  '-o': (name, not) => negated({ kind: 'out-interface', name }, not),
  '--out-interface': (name, not) => negated({ kind: 'out-interface', name }, not),
  '--sport': port('source-port'),
  '--source-port': port('source-port'),
  '--dport': port('destination-port'),
  '--destination-port': port('destination-port'),
  '--sports': multiport('source'),
  '--dports': multiport('destination'),
  '--ports': multiport('either'),
  '--ctstate': states('conntrack'),
  '--state': states('state'),
  '--ctorigdst': block('original-destination'),
  '--ctorigsrc': block('original-source'),
  '--ctorigdstport': (value, not) => {
    const ports = parsePorts(value);
    return ports
      ? negated({ kind: 'original-destination-port', ports }, not)
      : bad(`invalid port/service \`${value}' specified`);
  },
  '--ctdir': (value) => {
    const direction = value.toUpperCase();
    return direction === 'ORIGINAL' || direction === 'REPLY'
      ? { kind: 'connection-direction', direction }
      : bad(`conntrack: bad direction "${value}"`);
  },
  '--dst-type': addressType('destination'),
  '--src-type': addressType('source'),
  '--mark': mark('mark'),
  '--src-range': range('source-range'),
  '--dst-range': range('destination-range'),
  '--icmp-type': icmpType,
  '--icmpv6-type': icmpType,
  '--limit': (value) => {
    const [, count, unit = ''] = /^(\d+)\/([a-z]+)$/.exec(value) ?? [];
    const full = ['second', 'minute', 'hour', 'day'].find((word) => unit !== '' && word.startsWith(unit));
    return count === undefined || full === undefined
      ? bad(`limit: bad value for option "--limit", or out of range.`)
      : {
          kind: 'limit',
          rate: `${count}/${full === 'hour' || full === 'day' ? full : full.slice(0, 3)}`,
          burst: 5,
        };
  },
  '--physdev-in': (name, not) => negated({ kind: 'bridge-in-port', name }, not),
  '--physdev-out': (name, not) => negated({ kind: 'bridge-out-port', name }, not),
  '--mac-source': (value, not) => {
    const mac = parseMac(value);
    return mac === undefined
      ? bad(`mac: bad MAC address "${value}"`)
      : negated({ kind: 'source-mac', mac }, not);
  },
};

/** Options that stand alone. */
export const BARE_OPTIONS: { readonly [option: string]: (not: boolean) => Match } = {
  '--ipvs': (not) => negated({ kind: 'ipvs' }, not),
  '--physdev-is-bridged': (not) => negated({ kind: 'bridged' }, not),
  '--syn': (not) => negated({ kind: 'tcp-flags', mask: ['FIN', 'SYN', 'RST', 'ACK'], set: ['SYN'] }, not),
};

/** Modules of `-m` that the simulation knows; their options are in the tables above. */
export const MODULES: ReadonlySet<string> = new Set(
  'tcp udp sctp icmp icmp6 conntrack state addrtype multiport mark connmark comment iprange physdev mac ipvs limit policy'.split(
    ' ',
  ),
);
