import { formatCidr, isDefault } from '../../../address/cidr.ts';
import { printMatches, printTarget } from '../../../kernel/netfilter/print-rule.ts';
import type { Match, ProtocolName, Rule, Target } from '../../../kernel/netfilter/rule.ts';
import type { Chain } from '../../../kernel/netfilter/ruleset.ts';

export interface ListStyle {
  readonly verbose: boolean;
  readonly numbers: boolean;
  readonly protocolNumbers: boolean;
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

function endpoint(rule: Rule, kind: 'source' | 'destination'): string {
  const match = first(rule, kind);
  if (match === undefined || (match.kind !== 'source' && match.kind !== 'destination')) return '0.0.0.0/0';
  const width = typeof match.block.base === 'number' ? 32 : 128;
  const text = isDefault(match.block)
    ? '0.0.0.0/0'
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
function extras(rule: Rule): string {
  const columns = new Set(['source', 'destination', 'in-interface', 'out-interface', 'protocol']);
  const words = rule.matches.filter((m) => !columns.has(m.kind)).map(describe);
  if (rule.comment !== undefined) words.push(`/* ${rule.comment} */`);
  words.push(describeTarget(rule.target));
  return words.filter((word) => word !== '').join(' ');
}

function describe(match: Match): string {
  const bang = match.not ? '!' : '';
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
    default:
      return printMatches({ matches: [match] });
  }
}

const portText = (ports: { readonly first: number; readonly last: number }): string =>
  ports.first === ports.last ? `${ports.first}` : `${ports.first}:${ports.last}`;

function describeTarget(target: Target): string {
  switch (target.kind) {
    case 'dnat':
    case 'snat':
      return `to:${printTarget(target).split(' ').at(-1)}`;
    case 'redirect':
      return target.port ? `redir ports ${portText(target.port)}` : '';
    case 'reject':
      return `reject-with ${target.with}`;
    case 'set-mark':
      return `MARK ${target.mask === 0xffffffff ? 'set' : 'xset'} 0x${target.value.toString(16)}`;
    default:
      return '';
  }
}

function ruleLine(rule: Rule, number: number, style: ListStyle): string {
  const lead = style.numbers ? `${String(number).padEnd(5)}` : '';
  const counters = style.verbose ? '    0     0 ' : '';
  const interfaces = style.verbose
    ? `${interfaceOf(rule, 'in-interface').padEnd(6)} ${interfaceOf(rule, 'out-interface').padEnd(6)}  `
    : '';
  const protocol = `${protocolOf(rule, style.protocolNumbers).padEnd(4)} ${style.verbose ? '-- ' : '-- '} `;
  const ends = `${endpoint(rule, 'source').padEnd(20)} ${endpoint(rule, 'destination').padEnd(20)} `;
  return `${lead}${counters}${targetName(rule.target).padEnd(10)} ${protocol}${interfaces}${ends}${extras(rule)}`.trimEnd();
}

/** `iptables -L` of one chain. `references` counts the rules that jump to a user chain. */
export function listChain(chain: Chain, references: number, style: ListStyle): string {
  const about =
    chain.policy === undefined
      ? `${references} references`
      : `policy ${chain.policy}${style.verbose ? ' 0 packets, 0 bytes' : ''}`;
  const number = style.numbers ? 'num  ' : '';
  const head = style.verbose
    ? `${number} pkts bytes target     prot opt in     out     source               destination`
    : `${number}target     prot opt source               destination`;
  return [
    `Chain ${chain.name} (${about})`,
    head,
    ...chain.rules.map((rule, i) => ruleLine(rule, i + 1, style)),
  ].join('\n');
}
