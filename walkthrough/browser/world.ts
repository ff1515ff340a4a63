import { compile } from '../../compiler/compile.ts';
import { readPlan } from '../../compiler/compose/read-plan.ts';
import type { Scenario } from '../../compiler/ir/ir.ts';
import { playScenario } from '../../runtime/scenario/run.ts';
import type { Session } from '../../runtime/scenario/session.ts';
import { ROOT } from '../story/root.ts';

/** A scenario file and the files that it names. */
export interface Source {
  readonly file: string;
  readonly texts: readonly { readonly path: string; readonly text: string }[];
}

/** A moment of a scenario's story: so many of its items have happened. */
export interface Moment {
  readonly scenario: number;
  readonly until: number;
}

/** The scenario as the page was made from it. */
export function scenarioOf({ file, texts }: Source, index: number): Scenario {
  const files = new Map(texts.map(({ path, text }) => [path, text]));
  const compiled = compile(file, files.get(file) ?? '', { read: (path) => files.get(path), folder: ROOT });
  const scenario = compiled.ir?.scenarios[index];
  if (scenario === undefined) throw new Error('the page holds no such scenario');
  return scenario;
}

/** The world at a moment of the story, claims included: some let time go by. */
export const worldAt = (scenario: Scenario, until: number): Session =>
  playScenario(
    { ...scenario, story: scenario.story.slice(0, until) },
    { services: { readCompose: readPlan } },
  ).session;
