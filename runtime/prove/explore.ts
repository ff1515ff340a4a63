import type { Kernel, NetnsId } from '../kernel/kernel.ts';
import { netnsOf } from '../kernel/link-registry.ts';
import { PROTOCOL } from '../kernel/packet.ts';
import { converseSet } from './converse.ts';
import { DESTINATION, DESTINATION_PORT, SOURCE, SOURCE_PORT, type Variable } from './field.ts';
import type { OutcomeSet } from './outcome-set.ts';
import { type Box, beginSetWalk, type Choice } from './set-walk.ts';
import type { Step } from './step.ts';
import { only, type ValueSet } from './value-set.ts';

/** Packets that a program in a namespace may send first: every combination of these values. */
export interface PacketSpace {
  readonly from: NetnsId;
  readonly protocol: number;
  /** The addresses that the program binds; `route` binds none, and the kernel chooses. */
  readonly source: ValueSet | 'route';
  readonly destination: ValueSet;
  /** Of an echo: its identifier. */
  readonly sourcePort: ValueSet;
  readonly destinationPort: ValueSet;
}

/** Packets that all fare alike, and how. */
export interface Piece {
  readonly protocol: number;
  readonly box: Box;
  readonly outcome: OutcomeSet;
  /** Some get through and some do not, by the loss on a line; the outcome is that of those that do. */
  readonly lossy: boolean;
  /** Variables that differ in the packets of this piece: what a socket says to itself is left out. */
  readonly apart: readonly (readonly [Variable, Variable])[];
  /** The free choices on its way: the sets of the box after the four header fields are parts of them. */
  readonly choices: readonly Choice[];
  readonly steps?: readonly Step[];
}

const isEcho = (protocol: number): boolean => protocol === PROTOCOL.icmp || protocol === PROTOCOL.icmpv6;

const boxOf = ({ protocol, source, destination, sourcePort, destinationPort }: PacketSpace): Box => [
  source === 'route' ? only(typeof destination[0] === 'bigint' ? 0n : 0) : source,
  destination,
  sourcePort,
  isEcho(protocol) ? only(0) : destinationPort,
];

/**
 * Cuts a space of packets into pieces that fare alike, and says how each of them fares. The pieces do not overlap and
 * together are the whole space.
 */
export function* explore(kernel: Kernel, space: PacketSpace, keepSteps = false): Generator<Piece> {
  const netns = netnsOf(kernel, space.from);
  const pending: Box[] = [boxOf(space)];
  if (pending[0]!.some((set) => set.length === 0)) return;
  for (let box = pending.pop(); box !== undefined; box = pending.pop()) {
    const steps: Step[] | undefined = keepSteps ? [] : undefined;
    const walk = beginSetWalk(kernel, netns, box, pending, steps);
    const outcome = converseSet(walk, {
      netns,
      protocol: space.protocol,
      ip: space.source === 'route' ? 'route' : SOURCE,
      port: SOURCE_PORT,
      to: DESTINATION,
      toPort: DESTINATION_PORT,
    });
    yield {
      protocol: space.protocol,
      box: walk.box,
      outcome,
      choices: walk.choices,
      lossy: walk.lossy,
      apart: [...walk.apart.values()],
      ...(steps && { steps }),
    };
  }
}
