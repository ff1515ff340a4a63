import type { Ip } from '../address/ip.ts';
import type { Kernel, NetnsId } from '../kernel/kernel.ts';
import { PROTOCOL } from '../kernel/packet.ts';
import type { Hop } from '../kernel/trace.ts';
import type { Outcome } from '../probe/outcome.ts';
import { type ConcretePacket, packetOfPiece, sendConcrete } from './concrete-packet.ts';
import type { PacketSpace, Piece } from './explore.ts';
import { CannotProve, piecesOf, reachSet, sourcesIn, USABLE_PORTS } from './reach-set.ts';
import { countOf, intersect, only, relation, type ValueSet, valuesSet } from './value-set.ts';

/** Whom a proof is about: where its programs run, and what addresses it has. */
export interface ProofTarget {
  readonly netns?: NetnsId;
  readonly addresses: readonly Ip[];
}

/** A port of a protocol, or echoes. */
export type ProofDoor =
  | { readonly kind: 'icmp' }
  | { readonly kind: 'port'; readonly port: number; readonly protocol: 'tcp' | 'udp' };

export type ProofQuestion = {
  readonly from: NetnsId;
  readonly to: ProofTarget;
  /**
   * `any`: every packet whatsoever, to whatever address, that the target answers or that is sent to an address of it.
   * A list: packets to the target's addresses at these doors, whoever answers.
   */
  readonly doors: 'any' | readonly ProofDoor[];
};

/** How much a proof went through. Plain data: the number of packets as digits. */
export interface ProofSize {
  readonly pieces: number;
  readonly packets: string;
}

export type Proof =
  | { readonly kind: 'holds'; readonly size: ProofSize; readonly pieces: readonly Piece[] }
  | {
      readonly kind: 'refuted';
      readonly size: ProofSize;
      readonly piece: Piece;
      /** One packet of that piece, and how the concrete engine carried it. */
      readonly packet: ConcretePacket;
      readonly outcome: Outcome;
      readonly hops: readonly Hop[];
    }
  | { readonly kind: 'unjudgeable'; readonly why: string };

/** Proves that no packet of `from` gets an answer as asked, or shows one that does. */
export const proveUnreachable = (kernel: Kernel, question: ProofQuestion): Proof =>
  judging(() => {
    const pieces =
      question.doors === 'any'
        ? reachSet(kernel, question.from)
        : spacesOf(kernel, question, question.doors, 'bound').flatMap((space) => piecesOf(kernel, space));
    const against = pieces.find((piece) => answers(piece, question));
    if (against === undefined) return { kind: 'holds', size: sizeOf(pieces), pieces };
    return refute(kernel, question, pieces, against, true);
  });

/** Proves that each packet of `from` to these doors is answered, or shows one that is not. */
export const proveReachable = (kernel: Kernel, question: ProofQuestion): Proof =>
  judging(() => {
    if (question.doors === 'any') return { kind: 'unjudgeable', why: 'nobody answers on every port' };
    const spaces = spacesOf(kernel, question, question.doors, 'route');
    const pieces = spaces.flatMap((space) => piecesOf(kernel, space));
    if (pieces.length === 0) return { kind: 'unjudgeable', why: 'there is no packet to speak of' };
    if (pieces.some(({ lossy }) => lossy))
      return { kind: 'unjudgeable', why: 'a line on the way loses some of the packets' };
    const against = pieces.find(({ outcome }) => outcome.kind !== 'delivered');
    if (against === undefined) return { kind: 'holds', size: sizeOf(pieces), pieces };
    return refute(kernel, question, pieces, against, false);
  });

function judging(prove: () => Proof): Proof {
  try {
    return prove();
  } catch (error) {
    if (error instanceof CannotProve) return { kind: 'unjudgeable', why: error.message };
    throw error;
  }
}

/** Whether the packets of a piece are answered in the way that the question asks about. */
export function answers({ outcome, box }: Piece, { to, doors }: ProofQuestion): boolean {
  if (outcome.kind !== 'delivered') return false;
  if (doors !== 'any') return true;
  return outcome.at === to.netns || isSentTo(box[1]!, to);
}

const isSentTo = (destination: ValueSet, { addresses }: ProofTarget): boolean =>
  relation(destination, ofFamilyOf(destination, addresses)) !== 'outside';

const ofFamilyOf = (set: ValueSet, addresses: readonly Ip[]): ValueSet =>
  valuesSet(addresses.filter((ip) => typeof ip === typeof set[0]));

/** The packets that are sent to the target's addresses at the doors. */
function spacesOf(
  kernel: Kernel,
  { from, to }: ProofQuestion,
  doors: readonly ProofDoor[],
  source: 'bound' | 'route',
): readonly PacketSpace[] {
  return ([4, 6] as const).flatMap((family) => {
    const own = sourcesIn(kernel, from, family);
    const destination = valuesSet(to.addresses.filter((ip) => (typeof ip === 'number') === (family === 4)));
    if (own.length === 0 || destination.length === 0) return [];
    return doors.map((door) => ({
      from,
      protocol:
        door.kind === 'icmp' ? (family === 4 ? PROTOCOL.icmp : PROTOCOL.icmpv6) : PROTOCOL[door.protocol],
      source: source === 'route' ? ('route' as const) : own,
      destination,
      sourcePort: USABLE_PORTS,
      destinationPort: door.kind === 'icmp' ? only(0) : only(door.port),
    }));
  });
}

export const sizeOf = (pieces: readonly Piece[]): ProofSize => ({
  pieces: pieces.length,
  packets: String(pieces.reduce((sum, piece) => sum + packetsIn(piece), 0n)),
});

/** Only header fields count; free choices on the way make no more packets. */
const packetsIn = ({ box }: Piece): bigint =>
  box.slice(0, 4).reduce((product, set) => product * countOf(set), 1n);

/** As often as a counterexample is tried where IPVS or a lossy line decides what becomes of it. */
const TRIES = 64;

/** Shows a packet of the piece to the concrete engine, which must agree. */
function refute(
  kernel: Kernel,
  { from, to, doors }: ProofQuestion,
  pieces: readonly Piece[],
  piece: Piece,
  answered: boolean,
): Proof {
  const destination =
    doors === 'any' ? intersect(piece.box[1]!, ofFamilyOf(piece.box[1]!, to.addresses)) : [];
  const box = destination.length === 0 ? piece.box : piece.box.with(1, destination);
  const packet = packetOfPiece({ ...piece, box }, answered);
  const mayVary = piece.lossy || piece.box.length > 4;
  for (let left = mayVary ? TRIES : 1; left > 0; left--) {
    const { outcome, hops } = sendConcrete({ kernel }, from, packet);
    if ((outcome.kind === 'delivered') === answered)
      return { kind: 'refuted', size: sizeOf(pieces), piece, packet, outcome, hops };
  }
  throw new Error(`the proof and the concrete walk disagree about ${describe(packet)}`);
}

const describe = ({ protocol, source, destination, sourcePort, destinationPort }: ConcretePacket): string =>
  `protocol ${protocol} from ${source} ${sourcePort} to ${destination} ${destinationPort}`;
