import type { Property } from '../compiler/ir/ir.ts';
import { printScenario } from '../compiler/print/print-scenario.ts';
import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import {
  checkProperty,
  type PropertyOptions,
  type PropertyResult,
} from '../runtime/property/check-property.ts';
import type { PropertyRun } from './reporters/report.ts';

/** Judges a property in generated worlds, and prints the world that refutes it. */
export function judgeProperty(property: Property, options: PropertyOptions): PropertyRun {
  const begin = performance.now();
  const result = checkProperty(property, options);
  const { verdict, statistics, seed } = result;
  return {
    name: property.name,
    verdict: verdict.kind,
    seed,
    runs: options.runs,
    ...(options.engineVersion !== undefined && { engineVersion: options.engineVersion }),
    statistics,
    ...(verdict.kind === 'failed' && {
      counterexample: verdict.counterexample.scenarios.map(printScenario).join('\n'),
    }),
    diagnostics: diagnosticsOf(result),
    ms: performance.now() - begin,
  };
}

function diagnosticsOf({ property, verdict }: PropertyResult): readonly Diagnostic[] {
  const { name, origin } = property;
  switch (verdict.kind) {
    case 'held':
      return [];
    case 'failed': {
      const { law, run, origin: claimed } = verdict.counterexample;
      return [diagnose('E2116', { property: name, law, run }, claimed)];
    }
    case 'hollow':
      return [diagnose('E2117', { property: name, why: verdict.why }, origin)];
    case 'unjudgeable':
      return [diagnose('E2102', { why: verdict.why }, origin)];
    default:
      return verdict satisfies never;
  }
}
