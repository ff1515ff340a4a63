import { formatIp } from '../address/ip.ts';
import type { Kernel, NetnsId } from '../kernel/kernel.ts';
import type { PacketSpace, Piece } from './explore.ts';
import { type Field, isVariable } from './field.ts';
import type { PacketSet } from './packet-set.ts';
import { answers, type ProofQuestion } from './prove-claim.ts';
import { packetSpaces, piecesOf } from './reach-set.ts';
import type { Step } from './step.ts';
import { pairsOf, type Value, type ValueSet } from './value-set.ts';

/** Intervals, both ends included: addresses as text, ports as numbers. */
export type PlainSet = readonly (readonly [string | number, string | number])[];

/** A header field of all packets of a piece: one value, or the variable of the piece that it still equals. */
export type PlainField = string | number | { readonly variable: number };

export interface PlainHeader {
  readonly source: PlainField;
  readonly destination: PlainField;
  readonly sourcePort: PlainField;
  readonly destinationPort: PlainField;
  readonly protocol: number;
}

export type PlainStep =
  | { readonly kind: 'send'; readonly at: string; readonly header: PlainHeader }
  | {
      readonly kind: 'hook';
      readonly at: string;
      readonly hook: string;
      readonly in?: string;
      readonly out?: string;
      /** `filter FORWARD 3`: the rules that match, in order. */
      readonly rules: readonly string[];
      readonly verdict: string;
      /** Whether the nat table was asked. */
      readonly asked: boolean;
      readonly before: PlainHeader;
      readonly after: PlainHeader;
    }
  | { readonly kind: 'route'; readonly at: string; readonly link: string; readonly header: PlainHeader }
  | { readonly kind: 'link'; readonly at: string; readonly link: string }
  | { readonly kind: 'deliver'; readonly at: string; readonly header: PlainHeader }
  | { readonly kind: 'lost'; readonly cause: string };

export interface PlainPiece {
  /** The number of the space that it is a part of. */
  readonly space: number;
  /** Source, destination, source port, destination port, and then each free choice. */
  readonly sets: readonly PlainSet[];
  readonly choices: readonly { readonly name: string; readonly of: PlainSet }[];
  /** Pairs of variables that differ. */
  readonly apart: readonly (readonly [number, number])[];
  readonly outcome: string;
  /** Where the answer came from, of those delivered; the cause, of others. */
  readonly at?: string;
  readonly cause?: string;
  readonly steps: readonly PlainStep[];
}

export interface PlainSpace {
  readonly protocol: number;
  readonly source: PlainSet;
  readonly destination: PlainSet;
  readonly sourcePort: PlainSet;
  readonly destinationPort: PlainSet;
}

/** A proof as plain JSON: everything that a program sends, cut into pieces, with the way of each. */
export interface Certificate {
  readonly format: 'dnet-certificate';
  readonly version: 1;
  readonly from: string;
  readonly to: { readonly namespace?: string; readonly addresses: readonly string[] };
  readonly spaces: readonly PlainSpace[];
  readonly pieces: readonly PlainPiece[];
  /** The numbers of the pieces that the target answers, or that are answered at its addresses. None: unreachable. */
  readonly reaching: readonly number[];
}

/** Proves what of `from` reaches the target, packet by packet, and writes the proof down. */
export function certify(kernel: Kernel, question: Omit<ProofQuestion, 'doors'>): Certificate {
  const { from, to } = question;
  const spaces = packetSpaces(kernel, from);
  const pieces = spaces.flatMap((space, number) =>
    piecesOf(kernel, space, true).map((piece) => ({ piece, number })),
  );
  const reaching = pieces.flatMap(({ piece }, index) =>
    answers(piece, { ...question, doors: 'any' }) ? [index] : [],
  );
  return {
    format: 'dnet-certificate',
    version: 1,
    from: labelOf(kernel, from),
    to: {
      ...(to.netns !== undefined && { namespace: labelOf(kernel, to.netns) }),
      addresses: to.addresses.map(formatIp),
    },
    spaces: spaces.map(plainSpace),
    pieces: pieces.map(({ piece, number }) => plainPiece(kernel, piece, number)),
    reaching,
  };
}

export const labelOf = (kernel: Kernel, id: NetnsId): string => kernel.namespaces.get(id)?.label ?? `${id}`;

const plainAddresses = (set: ValueSet): PlainSet =>
  pairsOf(set).map(([first, last]) => [formatIp(first), formatIp(last)]);
const plainNumbers = (set: ValueSet): PlainSet =>
  pairsOf(set).map(([first, last]) => [Number(first), Number(last)]);

const plainSpace = ({ protocol, source, destination, ...ports }: PacketSpace): PlainSpace => ({
  protocol,
  source: plainAddresses(source as ValueSet),
  destination: plainAddresses(destination),
  sourcePort: plainNumbers(ports.sourcePort),
  destinationPort: plainNumbers(ports.destinationPort),
});

function plainPiece(kernel: Kernel, piece: Piece, space: number): PlainPiece {
  const { box, choices, apart, outcome, steps = [] } = piece;
  const cause = 'cause' in outcome ? outcome.cause : undefined;
  return {
    space,
    sets: box.map((set, index) => (index < 2 ? plainAddresses(set) : plainNumbers(set))),
    choices: choices.map(({ name, of }) => ({ name, of: plainNumbers(of) })),
    apart: apart.map(([a, b]) => [a.index, b.index] as const),
    outcome: outcome.kind,
    ...(outcome.kind === 'delivered' && { at: labelOf(kernel, outcome.at) }),
    ...(cause && { cause: cause.kind }),
    steps: steps.map((step) => plainStep(kernel, step)),
  };
}

function plainField(field: Field, isAddress: boolean): PlainField {
  if (isVariable(field)) return { variable: field.index };
  return isAddress ? formatIp(field) : Number(field);
}

const plainHeader = (packet: PacketSet): PlainHeader => ({
  source: plainField(packet.source, true),
  destination: plainField(packet.destination, true),
  sourcePort: plainField(packet.sourcePort as Value, false),
  destinationPort: plainField(packet.destinationPort as Value, false),
  protocol: packet.protocol,
});

function plainStep(kernel: Kernel, step: Step): PlainStep {
  const linkAt = (id: number): { readonly at: string; readonly link: string } => {
    const link = kernel.links.get(id)!;
    return { at: labelOf(kernel, link.netns), link: link.name };
  };
  switch (step.kind) {
    case 'send':
      return { kind: 'send', at: labelOf(kernel, step.netns), header: plainHeader(step.packet) };
    case 'hook':
      return {
        kind: 'hook',
        at: labelOf(kernel, step.netns),
        hook: step.hook,
        ...(step.in !== undefined && { in: step.in }),
        ...(step.out !== undefined && { out: step.out }),
        rules: step.hits.map(({ table, chain, index }) => `${table} ${chain} ${index}`),
        verdict: step.verdict,
        asked: step.asked,
        before: plainHeader(step.before),
        after: plainHeader(step.packet),
      };
    case 'route':
      return {
        kind: 'route',
        at: labelOf(kernel, step.netns),
        link: linkAt(step.link).link,
        header: plainHeader(step.packet),
      };
    case 'link':
      return { kind: 'link', ...linkAt(step.link) };
    case 'deliver':
      return { kind: 'deliver', at: labelOf(kernel, step.netns), header: plainHeader(step.packet) };
    case 'lost':
      return { kind: 'lost', cause: step.cause.kind };
    default:
      return step satisfies never;
  }
}
