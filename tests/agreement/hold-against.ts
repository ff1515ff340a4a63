import { formatIp } from '../../runtime/address/ip.ts';
import type { NetnsId } from '../../runtime/kernel/kernel.ts';
import type { Outcome } from '../../runtime/probe/outcome.ts';
import { type ConcretePacket, packetOfPiece, probeConcrete } from '../../runtime/prove/concrete-packet.ts';
import type { PacketSpace, Piece } from '../../runtime/prove/explore.ts';
import type { OutcomeSet } from '../../runtime/prove/outcome-set.ts';
import { packetSpaces, piecesOf } from '../../runtime/prove/reach-set.ts';
import { has } from '../../runtime/prove/value-set.ts';
import { nextUint32, seedRandom } from '../../runtime/random.ts';
import type { RandomState, World } from '../../runtime/world.ts';
import { generatedWorld } from './generated-worlds.ts';

export interface Agreement {
  pairs: number;
  pieces: number;
  readonly outcomes: Map<string, number>;
  readonly disagreements: string[];
}

export const noAgreement = (): Agreement => ({ pairs: 0, pieces: 0, outcomes: new Map(), disagreements: [] });

/** Packets that are drawn from each piece: its first ones, its last ones, and some between. */
const FROM_EACH = 8;

/** Holds concrete walk and proof against each other in the world of a seed, for at most `most` packets. */
export function holdAgainst(seed: number, most: number, sum: Agreement): void {
  const random = seedRandom(seed);
  const world = generatedWorld(seed, random);
  const spaces = [...world.kernel.namespaces.keys()].flatMap((from) =>
    packetSpaces(world.kernel, from).flatMap((space) => [space, { ...space, source: 'route' as const }]),
  );
  const before = sum.pairs;
  for (const space of inRandomOrder(random, spaces)) {
    const left = most - (sum.pairs - before);
    if (left <= 0) return;
    holdSpace(world, seed, random, space, left, sum);
  }
}

function inRandomOrder<T>(random: RandomState, items: readonly T[]): readonly T[] {
  return items
    .map((item) => ({ item, key: nextUint32(random) }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

function holdSpace(
  world: World,
  seed: number,
  random: RandomState,
  space: PacketSpace,
  most: number,
  sum: Agreement,
): void {
  const pieces = piecesOf(world.kernel, space);
  sum.pieces += pieces.length;
  const before = sum.pairs;
  const bound = space.source !== 'route';
  for (const piece of pieces) {
    for (let turn = 0; turn < FROM_EACH && sum.pairs - before < most; turn++) {
      const packet = packetOfPiece(piece, bound, drawer(random, turn));
      if (isLeftOut(piece, packet)) continue;
      // Where a free choice decides (a server of IPVS), the concrete engine makes one of those that the proof lists.
      const allowed = piece.box.length > 4 ? pieces.filter((other) => covers(other, packet)) : [piece];
      if (allowed.some((other) => isLeftOut(other, packet))) continue;
      const found = probeConcrete(world, space.from, packet);
      sum.pairs++;
      sum.outcomes.set(found.kind, (sum.outcomes.get(found.kind) ?? 0) + 1);
      if (!allowed.some(({ outcome }) => isSame(outcome, found)))
        sum.disagreements.push(textOf(world, seed, space.from, packet, found, allowed));
      if (turn === 0) checkPartition(pieces, piece, packet, seed, sum);
    }
  }
}

/** The first, the last, then any. */
function drawer(random: RandomState, turn: number): (count: bigint) => bigint {
  if (turn === 0) return () => 0n;
  if (turn === 1) return (count) => count - 1n;
  return (count) => (BigInt(nextUint32(random)) * 2n ** 96n + BigInt(nextUint32(random))) % count;
}

/** A packet of a piece is in no other piece, but for those that differ in a free choice. */
function checkPartition(
  pieces: readonly Piece[],
  piece: Piece,
  packet: ConcretePacket,
  seed: number,
  sum: Agreement,
): void {
  for (const other of pieces)
    if (other !== piece && other.box.length === 4 && covers(other, packet))
      sum.disagreements.push(`seed ${seed}: two pieces hold ${JSON.stringify(packet, digits)}`);
}

const covers = ({ box }: Piece, packet: ConcretePacket): boolean =>
  (packet.source === undefined || has(box[0]!, packet.source)) &&
  has(box[1]!, packet.destination) &&
  has(box[2]!, packet.sourcePort) &&
  has(box[3]!, packet.destinationPort);

/** Packets in which two variables are equal that the piece takes to differ. */
function isLeftOut({ apart }: Piece, packet: ConcretePacket): boolean {
  const values = [packet.source, packet.destination, packet.sourcePort, packet.destinationPort];
  return apart.some(([a, b]) => values[a.index] === values[b.index]);
}

function isSame(set: OutcomeSet, found: Outcome): boolean {
  if (set.kind !== found.kind) return false;
  if (set.kind === 'delivered' && found.kind === 'delivered')
    return found.answer.at === undefined || found.answer.at.netns === set.at;
  const [a, b] = [causeOf(set), causeOf(found)];
  return a?.kind === b?.kind && (a === undefined || !('netns' in a) || a.netns === (b as typeof a).netns);
}

const causeOf = (outcome: OutcomeSet | Outcome) => ('cause' in outcome ? outcome.cause : undefined);
const digits = (_: string, value: unknown) => (typeof value === 'bigint' ? `${value}` : value);

function textOf(
  world: World,
  seed: number,
  from: NetnsId,
  packet: ConcretePacket,
  found: Outcome,
  allowed: readonly Piece[],
): string {
  const { protocol, source, destination, sourcePort, destinationPort } = packet;
  const label = world.kernel.namespaces.get(from)!.label;
  const end = `${source === undefined ? 'route' : formatIp(source)} ${sourcePort} to ${formatIp(destination)} ${destinationPort}`;
  const said = allowed.map(({ outcome }) => `${outcome.kind} ${causeText(outcome)}`).join(' or ');
  return `seed ${seed}, ${label}, protocol ${protocol}, ${end}: walk ${found.kind} ${causeText(found)}, proof ${said}`;
}

function causeText(outcome: OutcomeSet | Outcome): string {
  const cause = causeOf(outcome);
  if (cause === undefined) return outcome.kind === 'delivered' && 'at' in outcome ? `at ${outcome.at}` : '';
  return `${cause.kind} in ${'netns' in cause ? cause.netns : '?'}`;
}
