/** What was generated and judged, so that a reader can tell a strong property from an empty one. */
export interface Statistics {
  /** Runs whose world could be built. */
  worlds: number;
  /** Plans that the engine refused. */
  refusedWorlds: number;
  steps: number;
  /** Steps by their kind. */
  readonly happened: Map<string, number>;
  /** Choices of entities that `where` let through. */
  matched: number;
  /** Worlds in which it let one through: the others say nothing. */
  interesting: number;
  /** Claims and comparisons that could have failed. */
  judged: number;
  /** Those that would hold in any world, such as what a stopped container reaches. */
  vacuous: number;
}

export const newStatistics = (): Statistics => ({
  worlds: 0,
  refusedWorlds: 0,
  steps: 0,
  happened: new Map(),
  matched: 0,
  interesting: 0,
  judged: 0,
  vacuous: 0,
});

/** What two shards found together. */
export function addStatistics(a: Statistics, b: Statistics): Statistics {
  const happened = new Map(a.happened);
  for (const [kind, count] of b.happened) happened.set(kind, (happened.get(kind) ?? 0) + count);
  return {
    worlds: a.worlds + b.worlds,
    refusedWorlds: a.refusedWorlds + b.refusedWorlds,
    steps: a.steps + b.steps,
    happened,
    matched: a.matched + b.matched,
    interesting: a.interesting + b.interesting,
    judged: a.judged + b.judged,
    vacuous: a.vacuous + b.vacuous,
  };
}
