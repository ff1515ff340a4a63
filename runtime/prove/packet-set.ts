import type { Mac } from '../address/mac.ts';
import type { PacketKind } from '../kernel/packet.ts';
import type { Field } from './field.ts';

/** What `Packet` is for one packet, for a whole box of them: they differ in the variables that its fields name. */
export interface PacketSet {
  source: Field;
  destination: Field;
  readonly protocol: number;
  sourcePort: Field;
  destinationPort: Field;
  ttl: number;
  readonly size: number;
  readonly df: boolean;
  mark: number;
  readonly kind: KindSet;
  sourceMac: Mac;
  destinationMac: Mac;
  vlan?: number;
  readonly inner?: PacketSet;
  readonly vni?: number;
}

export type KindSet =
  | Exclude<PacketKind, { kind: 'icmp-error' }>
  | {
      readonly kind: 'icmp-error';
      readonly type: number;
      readonly code: number;
      readonly about: PacketSet;
      readonly mtu?: number;
    };

/** `Tuple` for a box of packets. */
export interface TupleSet {
  readonly protocol: number;
  readonly source: Field;
  readonly destination: Field;
  readonly sourcePort: Field;
  readonly destinationPort: Field;
}

/** `Connection` for a box of packets. */
export interface ConnectionSet {
  readonly original: TupleSet;
  reply: TupleSet;
  state: 'new' | 'established' | 'closing';
  mark: number;
  sourceNatDone: boolean;
  destinationNatDone: boolean;
  ipvs?: boolean;
  confirmed?: boolean;
}
