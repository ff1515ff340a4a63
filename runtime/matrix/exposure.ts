import type { Asker } from './parties.ts';
import type { Cell } from './probe-target.ts';
import type { ReachMatrix } from './reach-matrix.ts';
import type { Target } from './targets.ts';

/** Those who are no part of the project. */
type Outsider = Exclude<Asker['kind'], 'service'>;

/** A port as the outside finds it. */
export interface ExposedPort {
  readonly target: Target;
  readonly seen: readonly { readonly by: Outsider; readonly cell: Cell }[];
  /** The farthest from which it is open: what is open to the internet is open to all. */
  readonly openTo?: Outsider;
}

const NEAREST_FIRST: readonly Outsider[] = ['host', 'lan', 'internet'];

/** What the host itself, its LAN and the internet reach of each port; the most exposed first. */
export function exposureOf({ askers, targets, cells }: ReachMatrix): readonly ExposedPort[] {
  const rows = NEAREST_FIRST.map((by) => ({ by, row: cells[askers.findIndex(({ kind }) => kind === by)]! }));
  const ports = targets.map((target, column): ExposedPort => {
    const seen = rows.map(({ by, row }) => ({ by, cell: row[column]! }));
    const openTo = seen.findLast(({ cell }) => cell.word === 'open')?.by;
    return { target, seen, ...(openTo && { openTo }) };
  });
  const rank = ({ openTo }: ExposedPort) => (openTo === undefined ? -1 : NEAREST_FIRST.indexOf(openTo));
  return ports.sort((a, b) => rank(b) - rank(a));
}
