import type { Filters } from '../../docker-api/network.ts';
import type { World } from '../../world.ts';
import { type Engine, versionOf } from '../engine.ts';
import { invalid, type Refusal } from './answer.ts';
import { hasLabel } from './has-label.ts';

/** What the prune operations can be narrowed by: labels that must or must not be there, and age. */
const PRUNE_FILTERS = new Set(['label', 'label!', 'until']);

export function pruneFilterFault(engine: Engine, filters: Filters): Refusal | undefined {
  const unknown = Object.keys(filters).find((name) => !PRUNE_FILTERS.has(name));
  return unknown === undefined ? undefined : invalid(versionOf(engine).daemon.texts.invalidFilter(unknown));
}

const UNITS: { readonly [unit: string]: number } = { h: 3_600_000, m: 60_000, s: 1000 };

/** `24h`, `1h30m`, or a date: the moment in virtual milliseconds before which something is old enough. */
function momentOf(world: World, until: string): number {
  const parts = [...until.matchAll(/(\d+(?:\.\d+)?)([hms])/g)];
  if (parts.length > 0)
    return world.now - parts.reduce((sum, [, count, unit]) => sum + Number(count) * UNITS[unit!]!, 0);
  return (/^\d+$/.test(until) ? Number(until) * 1000 : Date.parse(until)) - world.epoch;
}

/** `created` is in virtual milliseconds. */
export const isPruned = (
  world: World,
  filters: Filters,
  labels: { readonly [key: string]: string },
  created: number,
): boolean =>
  (filters.label ?? []).every((value) => hasLabel(labels, value)) &&
  !(filters['label!'] ?? []).some((value) => hasLabel(labels, value)) &&
  (filters.until ?? []).every((value) => created < momentOf(world, value));
