import type { Attribute } from '../../grammar/ast.ts';

/** What a generated world has some of. */
export const SHAPES: readonly string[] = ['hosts', 'clients', 'networks', 'containers', 'services', 'steps'];
/** What the variables of a property run over. */
export const GROUPS = ['containers', 'hosts', 'networks', 'services', 'clients'] as const;

export interface Range {
  readonly min: number;
  readonly max: number;
}

/** `1..3`, or `2` for exactly two; undefined when it is neither. */
export function rangeOf({ items }: Attribute): Range | undefined {
  const match = /^(\d+)(?:\.\.(\d+))?$/.exec(items[0]?.values[0]?.text ?? '');
  if (match === null || items.length !== 1) return undefined;
  const min = Number(match[1]);
  const max = match[2] === undefined ? min : Number(match[2]);
  return max < min ? undefined : { min, max };
}
