import { compile } from '../../compiler/compile.ts';
import { readPlan } from '../../compiler/compose/read-plan.ts';
import type { Scenario } from '../../compiler/ir/ir.ts';
import { ROOT } from '../../walkthrough/story/root.ts';
import { type Told, tellPage } from '../../walkthrough/story/tell-page.ts';

export const SERVICES = { readCompose: readPlan };

/** The scenarios of a text that must compile. */
export function scenariosOf(text: string, file = 'test.dnet'): readonly Scenario[] {
  const { ir, diagnostics } = compile(file, text, { folder: ROOT });
  if (ir === undefined) throw new Error(diagnostics.map(({ message }) => message).join('; '));
  return ir.scenarios;
}

/** The page of a text. */
export function tell(text: string, file = 'test.dnet'): Told {
  const { ir, diagnostics } = compile(file, text, { folder: ROOT });
  if (ir === undefined) throw new Error(diagnostics.map(({ message }) => message).join('; '));
  return tellPage({ ir, texts: new Map([[file, text]]), services: SERVICES });
}
