import type { Scenario } from '../../../compiler/ir/ir.ts';

const SPANS = new Set(['origin', 'daemonOrigin']);

/** What a scenario means: without its places, and without how a claim was written. */
export const meaningOf = (scenario: Scenario): unknown => JSON.parse(JSON.stringify(scenario, withoutPlaces));

function withoutPlaces(this: object, key: string, value: unknown): unknown {
  const writing = key === 'text' && 'when' in this;
  const place = key === 'table' && typeof value === 'object';
  return SPANS.has(key) || writing || place ? undefined : value;
}
