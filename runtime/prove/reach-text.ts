import { formatIp } from '../address/ip.ts';
import { PROTOCOL } from '../kernel/packet.ts';
import type { Piece } from './explore.ts';
import { pairsOf, union, type ValueSet } from './value-set.ts';

/** Which packets get through: one line for each protocol and destination, with its ports. */
export interface ReachLine {
  readonly protocol: string;
  readonly destination: string;
  readonly ports: string;
}

const NAMES = new Map<number, string>(Object.entries(PROTOCOL).map(([name, number]) => [number, name]));

interface Rectangle {
  readonly protocol: number;
  readonly destination: ValueSet;
  readonly ports: ValueSet;
}

/** Pieces that differ only in sources or choices told once; those of equal ports, then of equal destinations, together. */
export function reachLines(pieces: readonly Piece[]): readonly ReachLine[] {
  const all = pieces.map(({ protocol, box }) => ({ protocol, destination: box[1]!, ports: box[3]! }));
  const byPorts = merged(
    all,
    ({ ports }) => ports,
    (a, b) => ({ ...a, destination: union(a.destination, b.destination) }),
  );
  const lines = merged(
    byPorts,
    ({ destination }) => destination,
    (a, b) => ({ ...a, ports: union(a.ports, b.ports) }),
  );
  return lines.map(({ protocol, destination, ports }) => {
    const name = NAMES.get(protocol) ?? `${protocol}`;
    return {
      protocol: name,
      destination: setText(destination, formatIp),
      ports: name.startsWith('icmp') ? '' : setText(ports, String),
    };
  });
}

function merged(
  all: readonly Rectangle[],
  alike: (one: Rectangle) => ValueSet,
  join: (a: Rectangle, b: Rectangle) => Rectangle,
): readonly Rectangle[] {
  const found = new Map<string, Rectangle>();
  for (const one of all) {
    const key = `${one.protocol} ${typeof one.destination[0]} ${alike(one).join()}`;
    const known = found.get(key);
    found.set(key, known === undefined ? one : join(known, one));
  }
  return [...found.values()];
}

function setText(set: ValueSet, text: (value: number | bigint) => string): string {
  return pairsOf(set)
    .map(([first, last]) => (first === last ? text(first) : `${text(first)}-${text(last)}`))
    .join(', ');
}
