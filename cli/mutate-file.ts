import { type MutationResult, mutateScenario, survives } from '../runtime/mutation/mutate-scenario.ts';
import { problemsOf } from '../runtime/scenario/problems.ts';
import { runScenario } from '../runtime/scenario/run.ts';
import { chooseScenario } from './choose-scenario.ts';
import { compileFile } from './compile-file.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { endProgress, paint, print, printError, progress } from './output.ts';
import { SERVICES } from './services.ts';
import { showDiagnostic } from './show-diagnostic.ts';
import { hasErrors, placeOf, type SourceFile } from './source-file.ts';

export interface MutateOptions {
  readonly scenario?: string | undefined;
  readonly engineVersion?: string | undefined;
  readonly failOnSurvivors?: true | undefined;
  readonly json?: true | undefined;
}

interface MutatedScenario {
  readonly name: string;
  readonly mutations: readonly MutationResult[];
}

/** Changes one thing at a time in each scenario of a file, and prints what no claim notices. */
export async function mutateFile(path: string, options: MutateOptions): Promise<ExitCode> {
  const source = compileFile(path);
  for (const diagnostic of source.diagnostics.filter(({ severity }) => severity === 'error'))
    printError(showDiagnostic(diagnostic, source));
  if (hasErrors(source.diagnostics) || source.ir === undefined) return EXIT.input;
  const all = source.ir.scenarios;
  const scenarios =
    options.scenario === undefined && all.length > 0 ? all : [chooseScenario(path, all, options.scenario)];
  const run = {
    services: SERVICES,
    ...(options.engineVersion !== undefined && { engineVersion: options.engineVersion }),
  };
  const mutated: MutatedScenario[] = [];
  for (const scenario of scenarios) {
    const problems = problemsOf(runScenario(scenario, run)).filter(({ severity }) => severity === 'error');
    // What already fails tells nothing of a change.
    if (problems.length > 0) {
      for (const problem of problems) printError(showDiagnostic(problem, source));
      return EXIT.failed;
    }
    const mutations: MutationResult[] = [];
    for (const mutation of mutateScenario(scenario, run)) {
      mutations.push(mutation);
      progress(`${scenario.name}: ${mutations.length} changes`);
      await new Promise((resolve) => setImmediate(resolve));
    }
    endProgress();
    mutated.push({ name: scenario.name, mutations });
  }
  print(options.json ? JSON.stringify(jsonOf(path, mutated), null, 2) : textOf(source, mutated));
  const survivors = mutated.some(({ mutations }) => mutations.some(survives));
  return survivors && options.failOnSurvivors ? EXIT.failed : EXIT.held;
}

const jsonOf = (file: string, scenarios: readonly MutatedScenario[]) => ({
  version: 1,
  file,
  scenarios: scenarios.map(({ name, mutations }) => ({
    name,
    mutations: mutations.map((mutation) => ({ ...mutation, survived: survives(mutation) })),
  })),
});

function textOf(source: SourceFile, scenarios: readonly MutatedScenario[]): string {
  return scenarios
    .flatMap(({ name, mutations }) => {
      const possible = mutations.filter(({ refused }) => refused === undefined);
      const survivors = possible.filter(survives).length;
      return [
        paint('bold', name),
        ...mutations.map((mutation) => mutationLine(source, mutation)),
        `  ${possible.length - survivors} of ${possible.length} changes noticed, ${survivors} survived`,
        '',
      ];
    })
    .join('\n')
    .trimEnd();
}

function mutationLine(source: SourceFile, mutation: MutationResult): string {
  const { what, noticedBy, refused, origin } = mutation;
  if (refused !== undefined) return paint('dim', `  - ${what}: the engine refuses it`);
  const [first, ...others] = noticedBy;
  if (first === undefined)
    return `  ${paint('red', '✗')} ${what}: no claim notices   ${paint('dim', placeOf(origin, source.textOf))}`;
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  return `  ${paint('green', '✓')} ${what}: ${paint('dim', `${first}${more}`)}`;
}
