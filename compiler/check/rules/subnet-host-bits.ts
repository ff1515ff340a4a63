import { type Diagnostic, diagnose } from '../../../diagnostics/diagnostic.ts';
import { parseCidr } from '../../addresses.ts';
import type { BoundScenario } from '../../bind/bound-scenario.ts';
import { valuesOf } from '../../bind/entity.ts';

/** `subnet 172.30.0.5/16`: engine 26 refuses it, 20.10 silently clears the host bits. */
export function* subnetHostBits(scenario: BoundScenario): Generator<Diagnostic> {
  for (const entity of scenario.entities) {
    for (const { text, span } of valuesOf(entity.block, 'subnet')) {
      const { network, text: subnet } = parseCidr(text) ?? { network: text, text };
      if (network === subnet) continue;
      const fix = { title: `use ${network}`, span, text: network };
      yield diagnose('E1101', { subnet: text, network }, span, { fixes: [fix] });
    }
  }
}
