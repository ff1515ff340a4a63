import { type Diagnostic, diagnose } from '../../../diagnostics/diagnostic.ts';
import { KERNEL_FEATURES } from '../../attributes/kernel-features.ts';
import type { BoundScenario } from '../../bind/bound-scenario.ts';
import { valuesOf } from '../../bind/entity.ts';

const known = KERNEL_FEATURES;

/** `without ip_vs`: only features that the engine asks the kernel for can be left out. */
export function* kernelFeature(scenario: BoundScenario): Generator<Diagnostic> {
  for (const { block } of scenario.entities) {
    for (const { text, span } of valuesOf(block, 'without')) {
      if (!known.includes(text)) yield diagnose('E1013', { feature: text, known }, span);
    }
  }
}
