import type { Scenario } from '../../../compiler/ir/ir.ts';

const NOWHERE = { file: 'test.dnet', start: 0, end: 0 };

/** Gives everything a place again that a test's scenario has lost. */
export const located = (scenario: Scenario): Scenario =>
  JSON.parse(JSON.stringify(scenario), (_, value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) && !('origin' in value)
      ? { ...value, ...('kind' in value || 'name' in value || 'text' in value ? { origin: NOWHERE } : {}) }
      : value,
  );
