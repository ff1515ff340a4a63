import type { Ir, Scenario } from '../../compiler/ir/ir.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { problemsOf } from '../../runtime/scenario/problems.ts';
import type { ShellServices } from '../../runtime/shell/command.ts';
import type { Page, Section } from './page.ts';
import { tellSection } from './tell-section.ts';

/** A scenario file, compiled, and all that belongs to it. */
export interface Telling {
  readonly ir: Ir;
  /** The file's text and those of the files that it names, by path. */
  readonly texts: ReadonlyMap<string, string>;
  readonly services: ShellServices;
}

export interface Told {
  readonly page: Page;
  /** Whatever went otherwise than the scenarios say: such a page must not be shown. */
  readonly problems: readonly Diagnostic[];
}

/** Plays the scenarios of a file and writes down what a reader gets to see of them. */
export function tellPage({ ir, texts, services }: Telling): Told {
  const told = ir.scenarios.map((scenario) => tellSection(scenario, { texts, services }));
  const taken = new Set<string>();
  const sections = told.map(({ section }, i): Section => {
    const id = uniqueId(ir.scenarios[i]!, taken);
    const stages = section.stages.map((stage) => ({ ...stage, id: `${id}-${stage.number}` }));
    return { ...section, id, stages };
  });
  const page: Page = {
    file: ir.file,
    title: sections[0]?.name ?? ir.file,
    sections,
    texts: [...texts].map(([path, text]) => ({ path, text })),
  };
  return { page, problems: told.flatMap(({ result }) => problemsOf(result)) };
}

/** An anchor: the scenario's name in letters, digits and hyphens. */
function uniqueId({ name }: Scenario, taken: Set<string>): string {
  const plain =
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'scenario';
  let id = plain;
  for (let i = 2; taken.has(id); i++) id = `${plain}-${i}`;
  taken.add(id);
  return id;
}
