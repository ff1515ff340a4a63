import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import { printScenario } from '../../../compiler/print/print-scenario.ts';
import { worldArbitrary } from '../../../runtime/property/generate-world.ts';
import { planScenario } from '../../../runtime/property/plan-scenario.ts';
import { runScenario } from '../../../runtime/scenario/run.ts';
import { meaningOf } from '../../compiler/print/meaning.ts';

const worlds = worldArbitrary({
  hosts: { min: 1, max: 2 },
  networks: { min: 0, max: 4 },
  containers: { min: 0, max: 6 },
});

test('a generated world, printed and read again, means the same', () => {
  fc.assert(
    fc.property(worlds, (plan) => {
      const scenario = planScenario(plan);
      const text = printScenario(scenario);
      const { ir, diagnostics } = compile('generated.dnet', text);
      expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(meaningOf(ir!.scenarios[0]!)).toEqual(meaningOf(scenario));
    }),
    { numRuns: 25, seed: 1 },
  );
});

test('Docker refuses nothing of a generated world', () => {
  fc.assert(
    fc.property(worlds, (plan) => {
      const { items, diagnostics } = runScenario(planScenario(plan));
      const refused = items.flatMap((item) => (item.kind === 'do' && item.message ? [item.message] : []));
      expect([...refused, ...diagnostics]).toEqual([]);
    }),
    { numRuns: 25, seed: 1 },
  );
});
