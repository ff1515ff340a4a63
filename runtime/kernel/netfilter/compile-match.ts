import type { Cidr } from '../../address/cidr.ts';
import type { Ip } from '../../address/ip.ts';
import { BROADCAST_MAC } from '../../address/mac.ts';
import { addressTypeOf } from '../address-type.ts';
import { natOf } from '../conntrack/translation.ts';
import { policyFor } from '../ipsec-policy.ts';
import type { Link } from '../kernel.ts';
import { type Packet, PROTOCOL } from '../packet.ts';
import type { AddressType, ConnectionState, Match, PortRange, ProtocolName } from './rule.ts';
import type { RuleContext } from './rule-context.ts';

/** A condition made ready: true where the packet fulfils it. */
export type Test = (packet: Packet, context: RuleContext) => boolean;

type MatchOf<K extends Match['kind']> = Extract<Match, { kind: K }>;
type Compiler<K extends Match['kind']> = (match: MatchOf<K>) => Test;

const inBlock = (block: Cidr): ((ip: Ip) => boolean) => {
  const { base, length } = block;
  if (length === 0) return () => true;
  if (typeof base === 'number') {
    const mask = 0xffffffff << (32 - length);
    const wanted = base | 0;
    return (ip) => typeof ip === 'number' && (ip & mask) === wanted;
  }
  const shift = BigInt(128 - length);
  const wanted = base >> shift;
  return (ip) => typeof ip === 'bigint' && ip >> shift === wanted;
};

/** An interface's name, or with `+` at its end what it begins with; no interface is the empty name. */
export function named(name: string): (link: Link | undefined) => boolean {
  if (!name.endsWith('+')) return (link) => link !== undefined && link.name === name;
  const start = name.slice(0, -1);
  return (link) => link?.name.startsWith(start) === true;
}

const PROTOCOL_NUMBERS: { readonly [name in ProtocolName]: number } = PROTOCOL;
const hasPorts = (protocol: number): boolean =>
  protocol === PROTOCOL.tcp || protocol === PROTOCOL.udp || protocol === PROTOCOL.sctp;
const within = (range: PortRange, port: number): boolean => port >= range.first && port <= range.last;

export function flagsOf(packet: Pick<Packet, 'kind'>): readonly string[] {
  switch (packet.kind.kind) {
    case 'syn':
      return ['SYN'];
    case 'syn-ack':
      return ['SYN', 'ACK'];
    case 'rst':
      return ['RST', 'ACK'];
    case 'fin':
      return ['FIN', 'ACK'];
    default:
      return ['ACK', 'PSH'];
  }
}

/** Type and code of an ICMP packet as they stand on the wire. */
export function icmpOf(packet: Packet): readonly [number, number] | undefined {
  const v6 = packet.protocol === PROTOCOL.icmpv6;
  switch (packet.kind.kind) {
    case 'echo-request':
      return [v6 ? 128 : 8, 0];
    case 'echo-reply':
      return [v6 ? 129 : 0, 0];
    case 'icmp-error':
      return [packet.kind.type, packet.kind.code];
    default:
      return undefined;
  }
}

function hasState(states: readonly ConnectionState[], context: RuleContext): boolean {
  if (states.includes(context.state)) return true;
  const { connection } = context;
  if (connection === undefined) return false;
  return (
    (states.includes('DNAT') && natOf(connection).destination) ||
    (states.includes('SNAT') && natOf(connection).source)
  );
}

const typeIn = ({ kernel, netns }: RuleContext, ip: Ip): AddressType => addressTypeOf(kernel, netns, ip);

function isIpsec(match: MatchOf<'ipsec-policy'>): Test {
  const wanted = match.policy === 'ipsec';
  if (match.direction === 'in') return (_, context) => context.decrypted === wanted;
  return (packet, context) => (policyFor(context.netns, packet) !== undefined) === wanted;
}

const sourceIn =
  (test: (ip: Ip) => boolean): Test =>
  (packet) =>
    test(packet.source);
const destinationIn =
  (test: (ip: Ip) => boolean): Test =>
  (packet) =>
    test(packet.destination);
const masked = (value: number, { value: wanted, mask }: { value: number; mask: number }): boolean =>
  ((value & mask) | 0) === (wanted | 0);

/** One line a condition: a new one is a new line. */
const COMPILERS: { readonly [K in Match['kind']]: Compiler<K> } = {
  'in-interface': ({ name }) => {
    const test = named(name);
    return (_, context) => test(context.in);
  },
  'out-interface': ({ name }) => {
    const test = named(name);
    return (_, context) => test(context.out);
  },
  source: ({ block }) => sourceIn(inBlock(block)),
  destination: ({ block }) => destinationIn(inBlock(block)),
  'source-range': ({ first, last }) => sourceIn((ip) => ip >= first && ip <= last),
  'destination-range': ({ first, last }) => destinationIn((ip) => ip >= first && ip <= last),
  protocol: ({ protocol }) => {
    const number = PROTOCOL_NUMBERS[protocol];
    return (packet) => packet.protocol === number;
  },
  'source-port': ({ protocol, ports }) => {
    const number = PROTOCOL_NUMBERS[protocol];
    return (packet) => packet.protocol === number && within(ports, packet.sourcePort);
  },
  'destination-port': ({ protocol, ports }) => {
    const number = PROTOCOL_NUMBERS[protocol];
    return (packet) => packet.protocol === number && within(ports, packet.destinationPort);
  },
  multiport: ({ side, ports }) => {
    const any = (port: number) => ports.some((range) => within(range, port));
    const [source, destination] = [side !== 'destination', side !== 'source'];
    return (packet) =>
      hasPorts(packet.protocol) &&
      ((source && any(packet.sourcePort)) || (destination && any(packet.destinationPort)));
  },
  'icmp-type': ({ type, code }) => {
    return (packet) => {
      const found = icmpOf(packet);
      return found !== undefined && found[0] === type && (code === undefined || found[1] === code);
    };
  },
  'tcp-flags': ({ mask, set }) => {
    return (packet) => {
      if (packet.protocol !== PROTOCOL.tcp) return false;
      const flags = flagsOf(packet);
      return mask.every((one) => flags.includes(one) === set.includes(one));
    };
  },
  'connection-state': ({ states }) => {
    return (_, context) => hasState(states, context);
  },
  'original-destination-port': ({ ports }) => {
    return (_, { connection }) =>
      connection !== undefined && within(ports, connection.original.destinationPort);
  },
  'original-destination': ({ block }) => {
    const test = inBlock(block);
    return (_, { connection }) => connection !== undefined && test(connection.original.destination);
  },
  'original-source': ({ block }) => {
    const test = inBlock(block);
    return (_, { connection }) => connection !== undefined && test(connection.original.source);
  },
  'connection-direction': ({ direction }) => {
    const wanted = direction === 'REPLY';
    return (_, context) => context.connection !== undefined && context.isReply === wanted;
  },
  'address-type': ({ source, destination }) => {
    return (packet, context) =>
      (source === undefined || typeIn(context, packet.source) === source) &&
      (destination === undefined || typeIn(context, packet.destination) === destination);
  },
  mark: (wanted) => (packet) => masked(packet.mark, wanted),
  'connection-mark': (wanted) => {
    return (_, { connection }) => connection !== undefined && masked(connection.mark, wanted);
  },
  ipvs: () => (_, context) => context.connection?.ipvs === true,
  'ipsec-policy': isIpsec,
  'vxlan-vni': ({ vni }) => {
    return (packet) => packet.vni === vni;
  },
  'bridge-in-port': ({ name }) => {
    const test = named(name);
    return (_, context) => test(context.physIn);
  },
  'bridge-out-port': ({ name }) => {
    const test = named(name);
    return (_, context) => test(context.physOut);
  },
  bridged: () => (_, context) => context.physIn !== undefined && context.physOut !== undefined,
  'source-mac': ({ mac }) => {
    return (packet, context) => context.in !== undefined && packet.sourceMac === mac && mac !== BROADCAST_MAC;
  },
  limit: () => () => true,
};

/** Makes a condition ready to be asked. */
export function compileMatch<K extends Match['kind']>(match: MatchOf<K> & Match): Test {
  const test = (COMPILERS[match.kind as K] as Compiler<K>)(match as MatchOf<K>);
  return match.not ? (packet, context) => !test(packet, context) : test;
}
