import type { Kernel, Link, Netns, NetnsId, Socket } from '../kernel/kernel.ts';
import type { ConnectionState } from '../kernel/netfilter/rule.ts';
import type { Cause, RuleHit } from '../kernel/trace.ts';
import { type Field, isVariable, type Variable } from './field.ts';
import type { ConnectionSet, PacketSet, TupleSet } from './packet-set.ts';
import type { Step } from './step.ts';
import {
  areDisjoint,
  countOf,
  intersect,
  isSingle,
  only,
  relation,
  subtract,
  type Value,
  type ValueSet,
} from './value-set.ts';

/** For each variable, by its index, the values that it may have: the packets are all combinations of them. */
export type Box = readonly ValueSet[];

/** A free choice that is met on a way, and all that it may be. */
export interface Choice {
  readonly name: string;
  readonly of: ValueSet;
}

const HEADER_FIELDS = 4;
const HOP_LIMIT = 256;
/** Two variables with at most so many common values are told apart value by value. */
const FEW = 64n;

/** `Client` for a box of packets. */
export interface ClientSet {
  readonly netns: NetnsId;
  readonly protocol: number;
  readonly ip: Field;
  readonly port: Field;
  readonly peer: Field;
  readonly peerPort: Field;
}

export interface ComplaintSet {
  readonly netns: NetnsId;
  readonly packet: PacketSet;
  readonly connection: ConnectionSet | undefined;
  readonly isReply: boolean;
}

/**
 * A walk of a box of packets that all fare alike. Where a station must know more than the box says, the box is cut in
 * two: the walk goes on with one part, the other one waits in `pending` for a walk of its own.
 */
export interface SetWalk {
  readonly kernel: Kernel;
  readonly box: ValueSet[];
  readonly pending: Box[];
  /** Pairs of variables that were taken to differ: the few packets in which they are equal are left out. */
  readonly apart: Map<string, readonly [Variable, Variable]>;
  /** The free choices that were met, after the four header fields. */
  readonly choices: Choice[];
  netns: Netns;
  in: Link | undefined;
  out: Link | undefined;
  physIn: Link | undefined;
  physOut: Link | undefined;
  connection: ConnectionSet | undefined;
  isReply: boolean;
  state: Exclude<ConnectionState, 'SNAT' | 'DNAT'>;
  decrypted: boolean;
  readonly hits: RuleHit[];
  hitCount: number;
  hopsLeft: number;
  nextHop: Field;
  readonly clients: ClientSet[];
  /** Connection tracking tables of the namespaces on the way, as this walk has them. */
  readonly tables: Map<NetnsId, ConnectionSet[]>;
  deliveredAt: NetnsId;
  socket: Socket | undefined;
  arrived: PacketSet | undefined;
  cause: Cause | undefined;
  complaint: ComplaintSet | undefined;
  /** A line that loses some of the packets was crossed. */
  lossy: boolean;
  readonly steps: Step[] | undefined;
  /** The packet as the present hook found it, for the steps. */
  before: PacketSet | undefined;
  /** ... and whether it asked the nat table. */
  asked: boolean;
}

export function beginSetWalk(
  kernel: Kernel,
  netns: Netns,
  box: Box,
  pending: Box[],
  steps: Step[] | undefined,
): SetWalk {
  return {
    kernel,
    box: [...box],
    pending,
    apart: new Map(),
    choices: [],
    netns,
    in: undefined,
    out: undefined,
    physIn: undefined,
    physOut: undefined,
    connection: undefined,
    isReply: false,
    state: 'NEW',
    decrypted: false,
    hits: [],
    hitCount: 0,
    hopsLeft: HOP_LIMIT,
    nextHop: 0,
    clients: [],
    tables: new Map(),
    deliveredAt: 0,
    socket: undefined,
    arrived: undefined,
    cause: undefined,
    complaint: undefined,
    lossy: false,
    steps,
    before: undefined,
    asked: false,
  };
}

export function beginPacket(walk: SetWalk): void {
  walk.hopsLeft = HOP_LIMIT;
  walk.socket = undefined;
  walk.arrived = undefined;
  walk.cause = undefined;
  walk.complaint = undefined;
  forgetConnection(walk);
  walk.physIn = undefined;
}

export function forgetConnection(walk: SetWalk): void {
  walk.connection = undefined;
  walk.isReply = false;
  walk.state = 'NEW';
  walk.decrypted = false;
}

export function lose(walk: SetWalk, cause: Cause): false {
  walk.cause = cause;
  walk.steps?.push({ kind: 'lost', cause });
  return false;
}

/** What a field may be, for all packets of the box. */
export const valuesOf = (walk: SetWalk, field: Field): ValueSet =>
  isVariable(field) ? walk.box[field.index]! : only(field);

/** One of the values that a field may have. */
export const sampleOf = (walk: SetWalk, field: Field): Value =>
  isVariable(field) ? walk.box[field.index]![0]! : field;

/** The value of a field where all packets of the box have the same. */
export function constantOf(walk: SetWalk, field: Field): Value | undefined {
  if (!isVariable(field)) return field;
  const set = walk.box[field.index]!;
  return isSingle(set) ? set[0] : undefined;
}

/** Goes on with those packets whose variable is in `kept`; the others wait. */
function narrow(walk: SetWalk, { index }: Variable, kept: ValueSet, rest: ValueSet): void {
  if (rest.length > 0) {
    const other = [...walk.box];
    other[index] = rest;
    walk.pending.push(other);
  }
  walk.box[index] = kept;
}

/** Whether the field is in the set: true or false for all packets of the box, which is cut where it must be. */
export function isIn(walk: SetWalk, field: Field, set: ValueSet): boolean {
  const mine = valuesOf(walk, field);
  const lies = relation(mine, set);
  if (lies !== 'both') return lies === 'inside';
  narrow(walk, field as Variable, intersect(mine, set), subtract(mine, set));
  return true;
}

/** A part of the values of a field, and what is so for it. */
export interface Part<T> {
  readonly set: ValueSet;
  readonly value: T;
}

/** The value of the part that the field lies in, `otherwise` outside of all of them; each part gets a walk of its own. */
export function partOf<T>(walk: SetWalk, field: Field, parts: readonly Part<T>[], otherwise: T): T {
  const mine = valuesOf(walk, field);
  let rest = mine;
  let found: { readonly kept: ValueSet; readonly value: T } | undefined;
  for (const { set, value } of parts) {
    const lies = relation(rest, set);
    if (lies === 'outside') continue;
    const kept = lies === 'inside' ? rest : intersect(rest, set);
    if (found === undefined) found = { kept, value };
    else narrowLater(walk, field as Variable, kept);
    if (lies === 'inside') {
      rest = [];
      break;
    }
    rest = subtract(rest, set);
  }
  if (found === undefined) return otherwise;
  if (isVariable(field)) narrow(walk, field, found.kept, rest);
  return found.value;
}

function narrowLater(walk: SetWalk, { index }: Variable, kept: ValueSet): void {
  const other = [...walk.box];
  other[index] = kept;
  walk.pending.push(other);
}

/** A free choice that is met on the way: the source port that a proxy gets, the server that IPVS takes. */
export function newVariable(walk: SetWalk, name: string, values: ValueSet): Variable {
  const variable = { index: HEADER_FIELDS + walk.choices.length, name };
  walk.choices.push({ name, of: values });
  walk.box[variable.index] ??= values;
  return variable;
}

/** Whether two fields are equal, for all packets of the box. */
export function areEqual(walk: SetWalk, a: Field, b: Field): boolean {
  if (a === b) return true;
  if (!isVariable(b)) return isVariable(a) ? isIn(walk, a, only(b)) : false;
  if (!isVariable(a)) return isIn(walk, b, only(a));
  const [mine, theirs] = [valuesOf(walk, a), valuesOf(walk, b)];
  if (areDisjoint(mine, theirs)) return false;
  if (isSingle(theirs)) return isIn(walk, a, theirs);
  if (isSingle(mine)) return isIn(walk, b, mine);
  const common = intersect(mine, theirs);
  if (countOf(common) > FEW) {
    walk.apart.set(`${a.index}-${b.index}`, [a, b]);
    return false;
  }
  if (!isIn(walk, a, common)) return false;
  const value = only(walk.box[a.index]![0]!);
  isIn(walk, a, value);
  return isIn(walk, b, value);
}

/** Whether it is plain, without cutting anything, that two fields differ in every packet of the box. */
const surelyDiffer = (walk: SetWalk, a: Field, b: Field): boolean =>
  a !== b && areDisjoint(valuesOf(walk, a), valuesOf(walk, b));

export function sameTuple(walk: SetWalk, a: TupleSet, b: TupleSet): boolean {
  if (
    a.protocol !== b.protocol ||
    surelyDiffer(walk, a.sourcePort, b.sourcePort) ||
    surelyDiffer(walk, a.destinationPort, b.destinationPort) ||
    surelyDiffer(walk, a.source, b.source) ||
    surelyDiffer(walk, a.destination, b.destination)
  )
    return false;
  return (
    areEqual(walk, a.source, b.source) &&
    areEqual(walk, a.destination, b.destination) &&
    areEqual(walk, a.destinationPort, b.destinationPort) &&
    areEqual(walk, a.sourcePort, b.sourcePort)
  );
}
