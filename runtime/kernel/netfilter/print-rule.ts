import { formatCidr } from '../../address/cidr.ts';
import { formatIp, type Ip } from '../../address/ip.ts';
import { formatMac } from '../../address/mac.ts';
import type { ConnectionState, Match, PortRange, Rule, Target } from './rule.ts';

/** The order in which the conntrack match prints its states, whatever order they were given in. */
const STATE_ORDER: readonly ConnectionState[] = [
  'INVALID',
  'NEW',
  'RELATED',
  'ESTABLISHED',
  'UNTRACKED',
  'SNAT',
  'DNAT',
];

const hex = (value: number): string => `0x${(value >>> 0).toString(16)}`;
export const printPorts = ({ first, last }: PortRange): string =>
  first === last ? `${first}` : `${first}:${last}`;
const natPorts = ({ first, last }: PortRange): string => (first === last ? `${first}` : `${first}-${last}`);
const quote = (text: string): string =>
  /[\s"']/.test(text) ? `"${text.replace(/(["\\])/g, '\\$1')}"` : text;
const masked = (value: number, mask: number): string =>
  mask >>> 0 === 0xffffffff ? hex(value) : `${hex(value)}/${hex(mask)}`;

/** What a match prints: its module (none for the built-in ones) and its options. `bang` stands before each option. */
interface Printed {
  readonly module?: string;
  readonly options: string;
}

const builtIn = (options: string): Printed => ({ options });
const inModule = (module: string, options: string): Printed => ({ module, options });

/** One match in iptables-save's words (iptables extensions/libxt_*.c, libipt_*.c). */
function printMatch(match: Match): Printed {
  const bang = match.not ? '! ' : '';
  switch (match.kind) {
    case 'source':
      return builtIn(`${bang}-s ${formatCidr(match.block)}`);
    case 'destination':
      return builtIn(`${bang}-d ${formatCidr(match.block)}`);
    case 'in-interface':
      return builtIn(`${bang}-i ${match.name}`);
    case 'out-interface':
      return builtIn(`${bang}-o ${match.name}`);
    case 'protocol':
      return builtIn(`${bang}-p ${match.protocol === 'icmpv6' ? 'ipv6-icmp' : match.protocol}`);
    case 'source-port':
      return inModule(match.protocol, `${bang}--sport ${printPorts(match.ports)}`);
    case 'destination-port':
      return inModule(match.protocol, `${bang}--dport ${printPorts(match.ports)}`);
    case 'multiport': {
      const option = { source: '--sports', destination: '--dports', either: '--ports' }[match.side];
      return inModule('multiport', `${bang}${option} ${match.ports.map(printPorts).join(',')}`);
    }
    case 'icmp-type': {
      const [module, option] = match.family === 4 ? ['icmp', '--icmp-type'] : ['icmp6', '--icmpv6-type'];
      return inModule(
        module!,
        `${bang}${option} ${match.type}${match.code === undefined ? '' : `/${match.code}`}`,
      );
    }
    case 'tcp-flags':
      return inModule('tcp', `${bang}--tcp-flags ${match.mask.join(',')} ${match.set.join(',') || 'NONE'}`);
    case 'connection-state': {
      const states = STATE_ORDER.filter((state) => match.states.includes(state)).join(',');
      return inModule(match.module, `${bang}${match.module === 'state' ? '--state' : '--ctstate'} ${states}`);
    }
    case 'original-destination-port':
      return inModule('conntrack', `${bang}--ctorigdstport ${printPorts(match.ports)}`);
    case 'original-destination':
      return inModule('conntrack', `${bang}--ctorigdst ${formatCidr(match.block)}`);
    case 'original-source':
      return inModule('conntrack', `${bang}--ctorigsrc ${formatCidr(match.block)}`);
    case 'connection-direction':
      return inModule('conntrack', `--ctdir ${match.direction}`);
    case 'address-type': {
      const parts: string[] = [];
      if (match.source) parts.push(`${bang}--src-type ${match.source}`);
      if (match.destination) parts.push(`${bang}--dst-type ${match.destination}`);
      return inModule('addrtype', parts.join(' '));
    }
    case 'mark':
      return inModule('mark', `${bang}--mark ${masked(match.value, match.mask)}`);
    case 'connection-mark':
      return inModule('connmark', `${bang}--mark ${masked(match.value, match.mask)}`);
    case 'ipvs':
      return inModule('ipvs', `${bang}--ipvs`);
    case 'ipsec-policy':
      return inModule('policy', `--dir ${match.direction} --pol ${match.policy}`);
    case 'vxlan-vni':
      return builtIn(match.text);
    case 'bridge-in-port':
      return inModule('physdev', `${bang}--physdev-in ${match.name}`);
    case 'bridge-out-port':
      return inModule('physdev', `${bang}--physdev-out ${match.name}`);
    case 'bridged':
      return inModule('physdev', `${bang}--physdev-is-bridged`);
    case 'source-mac':
      return inModule('mac', `${bang}--mac-source ${formatMac(match.mac)}`);
    case 'source-range':
      return inModule('iprange', `${bang}--src-range ${formatIp(match.first)}-${formatIp(match.last)}`);
    case 'destination-range':
      return inModule('iprange', `${bang}--dst-range ${formatIp(match.first)}-${formatIp(match.last)}`);
    case 'limit':
      return inModule(
        'limit',
        `--limit ${match.rate}${match.burst === 5 ? '' : ` --limit-burst ${match.burst}`}`,
      );
  }
}

const bracketed = (ip: Ip): string => (typeof ip === 'bigint' ? `[${formatIp(ip)}]` : formatIp(ip));
function natAddress(to: Ip | undefined, port: PortRange | undefined): string {
  const address = to === undefined ? '' : port && typeof to === 'bigint' ? bracketed(to) : formatIp(to);
  return `${address}${port ? `:${natPorts(port)}` : ''}`;
}

/** `-j ...` in iptables-save's words; empty for a rule that only counts. */
export function printTarget(target: Target): string {
  switch (target.kind) {
    case 'accept':
      return '-j ACCEPT';
    case 'drop':
      return '-j DROP';
    case 'return':
      return '-j RETURN';
    case 'reject':
      return `-j REJECT --reject-with ${target.with}`;
    case 'jump':
      return `-j ${target.chain}`;
    case 'goto':
      return `-g ${target.chain}`;
    case 'dnat':
      return `-j DNAT --to-destination ${natAddress(target.to, target.port)}`;
    case 'snat':
      return `-j SNAT --to-source ${natAddress(target.to, target.port)}`;
    case 'masquerade':
      return '-j MASQUERADE';
    case 'redirect':
      return `-j REDIRECT${target.port ? ` --to-ports ${natPorts(target.port)}` : ''}`;
    case 'set-mark':
      return `-j MARK --set-xmark ${hex(target.value)}/${hex(target.mask)}`;
    case 'save-mark':
      return '-j CONNMARK --save-mark --nfmask 0xffffffff --ctmask 0xffffffff';
    case 'restore-mark':
      return '-j CONNMARK --restore-mark --nfmask 0xffffffff --ctmask 0xffffffff';
    case 'notrack':
      return '-j CT --notrack';
    case 'log':
      return `-j LOG${target.prefix === undefined ? '' : ` --log-prefix ${quote(target.prefix)}`}`;
    case 'checksum-fill':
      return '-j CHECKSUM --checksum-fill';
    case 'none':
      return '';
  }
}

/** iptables-save prints these first and in this order, wherever they stood on the command line. */
const LEADING: readonly Match['kind'][] = [
  'source',
  'destination',
  'in-interface',
  'out-interface',
  'protocol',
];

/** A rule's conditions as iptables-save prints them; neighbours of one module share its `-m`. */
export function printMatches(rule: Pick<Rule, 'matches' | 'comment'>): string {
  const leading = LEADING.flatMap((kind) => rule.matches.filter((m) => m.kind === kind));
  const others = rule.matches.filter((m) => !LEADING.includes(m.kind));
  const words: string[] = [];
  let module: string | undefined;
  for (const match of [...leading, ...others]) {
    const printed = printMatch(match);
    if (printed.module !== undefined && printed.module !== module) words.push(`-m ${printed.module}`);
    module = printed.module;
    words.push(printed.options);
  }
  if (rule.comment !== undefined) words.push(`-m comment --comment ${quote(rule.comment)}`);
  return words.join(' ');
}

/** The rule without its chain: `-d 172.17.0.2/32 ! -i docker0 -o docker0 -p tcp -m tcp --dport 80 -j ACCEPT`. */
export const printRule = (rule: Rule): string =>
  [printMatches(rule), printTarget(rule.target)].filter((part) => part !== '').join(' ');
