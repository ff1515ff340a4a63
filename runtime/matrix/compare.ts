import type { Cell } from './probe-target.ts';
import type { ReachMatrix } from './reach-matrix.ts';
import { targetName } from './targets.ts';

/** One pair whose fate is another one in the second project. */
export interface Change {
  readonly from: string;
  /** `db:5432`, or `internet`. */
  readonly to: string;
  readonly kind: 'gained' | 'lost' | 'changed';
  /** The word of a cell; absent where the pair is in one of the projects alone. */
  readonly before?: string;
  readonly after?: string;
}

/** What reach the second project has that the first had not, and the other way round. */
export function compareMatrices(before: ReachMatrix, after: ReachMatrix): readonly Change[] {
  const [old, now] = [pairsOf(before), pairsOf(after)];
  const keys = [...new Set([...old.keys(), ...now.keys()])];
  return keys.flatMap((key) => {
    const [from = '', to = ''] = key.split(' ');
    const [was, is] = [old.get(key), now.get(key)];
    const kind = kindOf(was, is);
    if (kind === undefined) return [];
    return [
      { from, to, kind, ...(was !== undefined && { before: was }), ...(is !== undefined && { after: is }) },
    ];
  });
}

function kindOf(was: string | undefined, is: string | undefined): Change['kind'] | undefined {
  if (was === is) return undefined;
  if (is !== undefined && isOpen(is) && !isOpen(was)) return 'gained';
  if (was !== undefined && isOpen(was) && !isOpen(is)) return 'lost';
  return was === undefined || is === undefined ? undefined : 'changed';
}

const isOpen = (word: string | undefined): boolean => word === 'open' || word === 'open as published';

function pairsOf({ askers, targets, cells, egress }: ReachMatrix): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  for (const [row, { name }] of askers.entries()) {
    for (const [column, target] of targets.entries()) {
      const cell = cells[row]![column]!;
      if (cell.word !== '-') pairs.set(`${name} ${targetName(target)}`, wordOf(cell));
    }
    if (egress[row] !== '-') pairs.set(`${name} internet`, egress[row]!);
  }
  return pairs;
}

const wordOf = ({ word, way }: Cell): string =>
  word === 'open' && way === 'published' ? 'open as published' : word;
