import { addStatistics } from '../../runtime/property/statistics.ts';
import { statisticsJson, statisticsOf } from '../statistics-json.ts';
import type { FuzzedProperty, FuzzReport } from './fuzz-report.ts';

/** Several shards' reports as one: counts add up, every failure stays. */
export function mergeReports([first, ...others]: readonly [FuzzReport, ...FuzzReport[]]): FuzzReport {
  return others.reduce(mergeTwo, first);
}

const mergeTwo = (a: FuzzReport, b: FuzzReport): FuzzReport => ({
  version: 1,
  seed: a.seed,
  shards: [...a.shards, ...b.shards],
  ms: Math.max(a.ms, b.ms),
  properties: mergeProperties([...a.properties, ...b.properties]),
});

/** A property stands once, whichever shard or batch it comes from. */
export function mergeProperties(all: readonly FuzzedProperty[]): readonly FuzzedProperty[] {
  const merged = new Map<string, FuzzedProperty>();
  for (const property of all) {
    const key = `${property.file}\n${property.name}`;
    const before = merged.get(key);
    merged.set(key, before === undefined ? property : addProperty(before, property));
  }
  return [...merged.values()];
}

const addProperty = (a: FuzzedProperty, b: FuzzedProperty): FuzzedProperty => ({
  ...a,
  batches: a.batches + b.batches,
  statistics: statisticsJson(addStatistics(statisticsOf(a.statistics), statisticsOf(b.statistics))),
  failures: [...a.failures, ...b.failures],
  unjudgeable: [...new Set([...a.unjudgeable, ...b.unjudgeable])],
});
