import { BROADCAST_MAC } from '../address/mac.ts';
import { flagsOf, icmpOf, named } from '../kernel/netfilter/compile-match.ts';
import type { AddressType, Match, PortRange } from '../kernel/netfilter/rule.ts';
import { type Packet, PROTOCOL } from '../kernel/packet.ts';
import { addressTypeOfSet } from './address-type-set.ts';
import { natOfSet } from './connection-set.ts';
import type { Field } from './field.ts';
import { policyForSet } from './ipsec-policy-set.ts';
import type { PacketSet } from './packet-set.ts';
import { isIn, type SetWalk } from './set-walk.ts';
import { between, blockSet, setOf } from './value-set.ts';

/** A condition of a rule over a box of packets, which it cuts where it must. */
export type TestSet = (walk: SetWalk, packet: PacketSet) => boolean;

type MatchOf<K extends Match['kind']> = Extract<Match, { kind: K }>;
type Compiler<K extends Match['kind']> = (match: MatchOf<K>) => TestSet;

const portSet = (ports: PortRange) => between(ports.first, ports.last);
const PROTOCOL_NUMBERS: Readonly<Record<string, number>> = PROTOCOL;
const hasPorts = (protocol: number): boolean =>
  protocol === PROTOCOL.tcp || protocol === PROTOCOL.udp || protocol === PROTOCOL.sctp;
const masked = (value: number, { value: wanted, mask }: { value: number; mask: number }): boolean =>
  ((value & mask) | 0) === (wanted | 0);
/** Only the kind of a packet tells its flags and its ICMP type, and that is the same for the whole box. */
const asPacket = (packet: PacketSet): Packet => packet as unknown as Packet;

function hasState(walk: SetWalk, { states }: MatchOf<'connection-state'>): boolean {
  if (states.includes(walk.state)) return true;
  const { connection } = walk;
  if (connection === undefined) return false;
  return (
    (states.includes('DNAT') && natOfSet(walk, connection, 'destination')) ||
    (states.includes('SNAT') && natOfSet(walk, connection, 'source'))
  );
}

const isOfType = (walk: SetWalk, field: Field, type: AddressType | undefined): boolean =>
  type === undefined || addressTypeOfSet(walk, walk.netns, field) === type;

/** One line a condition, as in `compile-match.ts`: the compiler sees that none is forgotten. */
const COMPILERS: { readonly [K in Match['kind']]: Compiler<K> } = {
  'in-interface': ({ name }) => {
    const test = named(name);
    return (walk) => test(walk.in);
  },
  'out-interface': ({ name }) => {
    const test = named(name);
    return (walk) => test(walk.out);
  },
  source: ({ block }) => {
    const set = blockSet(block);
    return (walk, packet) => isIn(walk, packet.source, set);
  },
  destination: ({ block }) => {
    const set = blockSet(block);
    return (walk, packet) => isIn(walk, packet.destination, set);
  },
  'source-range': ({ first, last }) => {
    const set = between(first, last);
    return (walk, packet) => isIn(walk, packet.source, set);
  },
  'destination-range': ({ first, last }) => {
    const set = between(first, last);
    return (walk, packet) => isIn(walk, packet.destination, set);
  },
  protocol: ({ protocol }) => {
    const number = PROTOCOL_NUMBERS[protocol];
    return (_, packet) => packet.protocol === number;
  },
  'source-port': ({ protocol, ports }) => {
    const [number, set] = [PROTOCOL_NUMBERS[protocol], portSet(ports)];
    return (walk, packet) => packet.protocol === number && isIn(walk, packet.sourcePort, set);
  },
  'destination-port': ({ protocol, ports }) => {
    const [number, set] = [PROTOCOL_NUMBERS[protocol], portSet(ports)];
    return (walk, packet) => packet.protocol === number && isIn(walk, packet.destinationPort, set);
  },
  multiport: ({ side, ports }) => {
    const set = setOf(ports.map(({ first, last }) => [first, last] as const));
    const [source, destination] = [side !== 'destination', side !== 'source'];
    return (walk, packet) =>
      hasPorts(packet.protocol) &&
      ((source && isIn(walk, packet.sourcePort, set)) ||
        (destination && isIn(walk, packet.destinationPort, set)));
  },
  'icmp-type': ({ type, code }) => {
    return (_, packet) => {
      const found = icmpOf(asPacket(packet));
      return found !== undefined && found[0] === type && (code === undefined || found[1] === code);
    };
  },
  'tcp-flags': ({ mask, set }) => {
    return (_, packet) => {
      if (packet.protocol !== PROTOCOL.tcp) return false;
      const flags = flagsOf(asPacket(packet));
      return mask.every((one) => flags.includes(one) === set.includes(one));
    };
  },
  'connection-state': (match) => (walk) => hasState(walk, match),
  'original-destination-port': ({ ports }) => {
    const set = portSet(ports);
    return (walk) =>
      walk.connection !== undefined && isIn(walk, walk.connection.original.destinationPort, set);
  },
  'original-destination': ({ block }) => {
    const set = blockSet(block);
    return (walk) => walk.connection !== undefined && isIn(walk, walk.connection.original.destination, set);
  },
  'original-source': ({ block }) => {
    const set = blockSet(block);
    return (walk) => walk.connection !== undefined && isIn(walk, walk.connection.original.source, set);
  },
  'connection-direction': ({ direction }) => {
    const wanted = direction === 'REPLY';
    return (walk) => walk.connection !== undefined && walk.isReply === wanted;
  },
  'address-type': ({ source, destination }) => {
    return (walk, packet) =>
      isOfType(walk, packet.source, source) && isOfType(walk, packet.destination, destination);
  },
  mark: (wanted) => (_, packet) => masked(packet.mark, wanted),
  'connection-mark': (wanted) => {
    return ({ connection }) => connection !== undefined && masked(connection.mark, wanted);
  },
  ipvs: () => (walk) => walk.connection?.ipvs === true,
  'ipsec-policy': ({ direction, policy }) => {
    const wanted = policy === 'ipsec';
    if (direction === 'in') return (walk) => walk.decrypted === wanted;
    return (walk, packet) => (policyForSet(walk, walk.netns, packet) !== undefined) === wanted;
  },
  'vxlan-vni': ({ vni }) => {
    return (_, packet) => packet.vni === vni;
  },
  'bridge-in-port': ({ name }) => {
    const test = named(name);
    return (walk) => test(walk.physIn);
  },
  'bridge-out-port': ({ name }) => {
    const test = named(name);
    return (walk) => test(walk.physOut);
  },
  bridged: () => (walk) => walk.physIn !== undefined && walk.physOut !== undefined,
  'source-mac': ({ mac }) => {
    return (walk, packet) => walk.in !== undefined && packet.sourceMac === mac && mac !== BROADCAST_MAC;
  },
  limit: () => () => true,
};

/** Makes a condition ready to be asked of boxes of packets. */
export function compileMatchSet<K extends Match['kind']>(match: MatchOf<K> & Match): TestSet {
  const test = (COMPILERS[match.kind as K] as Compiler<K>)(match as MatchOf<K>);
  return match.not ? (walk, packet) => !test(walk, packet) : test;
}
