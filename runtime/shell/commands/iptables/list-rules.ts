import { formatCidr, isDefault } from '../../../address/cidr.ts';
import { formatIp } from '../../../address/ip.ts';
import { printMatches, printPorts, printTarget } from '../../../kernel/netfilter/print-rule.ts';
import type { Match, PortRange, ProtocolName, Rule, Target } from '../../../kernel/netfilter/rule.ts';
import type { Chain } from '../../../kernel/netfilter/ruleset.ts';
import { SERVICE_NAMES } from './services.ts';

export interface ListStyle {
  readonly verbose: boolean;
  readonly numbers: boolean;
  readonly protocolNumbers: boolean;
  /** `-n`: no names for addresses and ports. */
  readonly numeric: boolean;
}

const TARGET_NAMES: { readonly [K in Target['kind']]?: string } = {
  accept: 'ACCEPT',
  drop: 'DROP',
  return: 'RETURN',
  reject: 'REJECT',
  dnat: 'DNAT',
  snat: 'SNAT',
  masquerade: 'MASQUERADE',
  redirect: 'REDIRECT',
  'set-mark': 'MARK',
  log: 'LOG',
  notrack: 'CT',
  'checksum-fill': 'CHECKSUM',
};

const targetName = (target: Target): string =>
  target.kind === 'jump' || target.kind === 'goto' ? target.chain : (TARGET_NAMES[target.kind] ?? '');

const first = (rule: Rule, kind: Match['kind']): Match | undefined =>
  rule.matches.find((m) => m.kind === kind);

function endpoint(rule: Rule, kind: 'source' | 'destination', { numeric }: ListStyle): string {
  const everything = numeric ? '0.0.0.0/0' : 'anywhere';
  const match = first(rule, kind);
  if (match === undefined || (match.kind !== 'source' && match.kind !== 'destination')) return everything;
  const width = typeof match.block.base === 'number' ? 32 : 128;
  const text = isDefault(match.block)
    ? everything
    : match.block.length === width
      ? formatCidr(match.block).replace(/\/\d+$/, '')
      : formatCidr(match.block);
  return `${match.not ? '!' : ''}${text}`;
}

function interfaceOf(rule: Rule, kind: 'in-interface' | 'out-interface'): string {
  const match = first(rule, kind);
  return match !== undefined && 'name' in match ? `${match.not ? '!' : ''}${match.name}` : '*';
}

const PROTOCOL_NUMBERS: { readonly [P in ProtocolName]: number } = {
  tcp: 6,
  udp: 17,
  sctp: 132,
  icmp: 1,
  icmpv6: 58,
  esp: 50,
};
function protocolOf(rule: Rule, asNumber: boolean): string {
  const match = first(rule, 'protocol');
  if (match?.kind !== 'protocol') return asNumber ? '0' : 'all';
  return `${match.not ? '!' : ''}${asNumber ? PROTOCOL_NUMBERS[match.protocol] : match.protocol}`;
}

/** What stands at the end of a listed rule: the matches that have no column, in the listing's own words. */
function extras(rule: Rule, { numeric }: ListStyle): string {
  const columns = new Set(['source', 'destination', 'in-interface', 'out-interface', 'protocol']);
  const words = rule.matches.filter((m) => !columns.has(m.kind)).map((match) => describe(match, numeric));
  if (rule.comment !== undefined) words.push(`/* ${rule.comment} */`);
  words.push(describeTarget(rule.target, numeric));
  return words.filter((word) => word !== '').join(' ');
}

function describe(match: Match, numeric: boolean): string {
  const bang = match.not ? '!' : '';
  const portText = (ports: PortRange): string => portName(ports, numeric);
  switch (match.kind) {
    case 'source-port':
      return `${match.protocol} spt${match.ports.first === match.ports.last ? '' : 's'}:${bang}${portText(match.ports)}`;
    case 'destination-port':
      return `${match.protocol} dpt${match.ports.first === match.ports.last ? '' : 's'}:${bang}${portText(match.ports)}`;
    case 'multiport':
      return `multiport ${{ source: 'sports', destination: 'dports', either: 'ports' }[match.side]} ${bang}${match.ports.map(portText).join(',')}`;
    case 'connection-state':
      return `${match.module === 'state' ? 'state' : 'ctstate'} ${bang}${match.states.join(',')}`;
    case 'address-type':
      return `ADDRTYPE match${match.source ? ` src-type ${bang}${match.source}` : ''}${match.destination ? ` dst-type ${bang}${match.destination}` : ''}`;
    case 'original-destination-port':
      return `${bang}ctorigdstport ${printPorts(match.ports)}`;
    case 'original-destination':
      return `${bang}ctorigdst ${formatCidr(match.block).replace(/\/32$/, '')}`;
    case 'original-source':
      return `${bang}ctorigsrc ${formatCidr(match.block).replace(/\/32$/, '')}`;
    case 'connection-direction':
      return `ctdir ${match.direction}`;
    case 'icmp-type': {
      const code = match.code === undefined ? '' : ` code ${match.code}`;
      return numeric || match.name === undefined
        ? `${match.family === 4 ? 'icmptype' : 'ipv6-icmptype'} ${bang}${match.type}${code}`
        : `${match.family === 4 ? 'icmp' : 'ipv6-icmp'} ${bang}${match.name}`;
    }
    case 'tcp-flags':
      return numeric
        ? `tcp flags:${bang}${flagBits(match.mask)}/${flagBits(match.set)}`
        : `tcp flags:${bang}${match.mask.join(',')}/${match.set.join(',') || 'NONE'}`;
    case 'source-range':
      return `source IP range ${bang && '! '}${formatIp(match.first)}-${formatIp(match.last)}`;
    case 'destination-range':
      return `destination IP range ${bang && '! '}${formatIp(match.first)}-${formatIp(match.last)}`;
    case 'mark':
      return `mark match ${bang}0x${match.value.toString(16)}${match.mask === 0xffffffff ? '' : `/0x${match.mask.toString(16)}`}`;
    case 'limit':
      return `limit: avg ${match.rate} burst ${match.burst}`;
    default:
      return printMatches({ matches: [match] });
  }
}

const portName = (ports: PortRange, numeric: boolean): string =>
  (!numeric && ports.first === ports.last && SERVICE_NAMES.get(ports.first)) || printPorts(ports);

const FLAG_BITS: { readonly [flag: string]: number } = { FIN: 1, SYN: 2, RST: 4, PSH: 8, ACK: 16, URG: 32 };
const flagBits = (flags: readonly string[]): string =>
  `0x${flags
    .reduce((bits, flag) => bits | (FLAG_BITS[flag] ?? 0), 0)
    .toString(16)
    .padStart(2, '0')}`;

function describeTarget(target: Target, numeric: boolean): string {
  switch (target.kind) {
    case 'dnat':
    case 'snat':
      return `to:${printTarget(target).split(' ').at(-1)}`;
    case 'redirect':
      return target.port ? `redir ports ${printPorts(target.port)}` : '';
    case 'reject':
      return `reject-with ${target.with}`;
    case 'set-mark':
      return `MARK ${target.mask === 0xffffffff ? 'set' : 'xset'} 0x${target.value.toString(16)}`;
    case 'log': {
      const level = numeric ? 'LOG flags 0 level 4' : 'LOG level warn';
      return target.prefix === undefined ? level : `${level} prefix "${target.prefix}"`;
    }
    default:
      return '';
  }
}

/** Columns as iptables has them: a `!` takes the place of the space before its column. */
function ruleLine(rule: Rule, number: number, style: ListStyle): string {
  const lead = style.numbers ? `${String(number).padEnd(4)} ` : '';
  const counters = style.verbose ? '    0     0 ' : '';
  const interfaces = style.verbose
    ? ` ${interfaceOf(rule, 'in-interface').padEnd(6)} ${interfaceOf(rule, 'out-interface').padEnd(6)} `
    : '';
  const column = (text: string, width: number): string =>
    (text.startsWith('!') ? text : ` ${text}`).padEnd(width + 1);
  const protocol = column(protocolOf(rule, style.protocolNumbers), 5);
  const ends = (['source', 'destination'] as const)
    .map((kind) => `${column(endpoint(rule, kind, style), 19)} `)
    .join('');
  const more = extras(rule, style);
  const line = `${lead}${counters}${targetName(rule.target).padEnd(9)} ${protocol}-- ${interfaces}${ends}`;
  return more === '' ? line : `${line} ${more}`;
}

/** `iptables -L` of one chain. `references` counts the rules that jump to a user chain. */
export function listChain(chain: Chain, references: number, style: ListStyle): string {
  const about =
    chain.policy === undefined
      ? `${references} references`
      : `policy ${chain.policy}${style.verbose ? ' 0 packets, 0 bytes' : ''}`;
  const number = style.numbers ? 'num  ' : '';
  const head = style.verbose
    ? `${number} pkts bytes target     prot opt in     out     source               destination         `
    : `${number}target     prot opt source               destination         `;
  return [
    `Chain ${chain.name} (${about})`,
    head,
    ...chain.rules.map((rule, i) => ruleLine(rule, i + 1, style)),
  ].join('\n');
}
