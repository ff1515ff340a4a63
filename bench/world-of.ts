import { compile } from '../compiler/compile.ts';
import { playScenario } from '../runtime/scenario/run.ts';
import type { World } from '../runtime/world.ts';

/** The world that a source leaves behind. */
export function worldOf(source: string): World {
  const { ir, diagnostics } = compile('bench.dnet', source);
  if (ir === undefined) throw new Error(diagnostics.map(({ message }) => message).join('; '));
  return playScenario(ir.scenarios[0]!).session.world;
}
