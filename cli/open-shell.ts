import { createInterface } from 'node:readline';
import { problemsOf } from '../runtime/scenario/problems.ts';
import { playScenario } from '../runtime/scenario/run.ts';
import { upToStep } from '../runtime/scenario/up-to-step.ts';
import { answerQuestion, type Question } from '../runtime/shell/questions.ts';
import type { World } from '../runtime/world.ts';
import { chooseScenario } from './choose-scenario.ts';
import { compileFile } from './compile-file.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { InputError } from './input-error.ts';
import { interactiveShell } from './interactive-shell.ts';
import { print, printError } from './output.ts';
import { SERVICES } from './services.ts';
import { showDiagnostic } from './show-diagnostic.ts';
import { hasErrors } from './source-file.ts';

export interface ShellOptions {
  readonly scenario?: string | undefined;
  readonly at?: string | undefined;
  readonly engineVersion?: string | undefined;
  readonly json?: true | undefined;
  readonly allowRead?: readonly string[] | undefined;
}

/** Codes of problems of the story itself; claims are not this verb's business. */
const STORY = new Set(['E2120', 'E2121', 'E2122', 'E2124']);

/** Plays a scenario and gives its world to a person or a program. */
export async function openShell(path: string, options: ShellOptions): Promise<ExitCode> {
  const source = compileFile(path, options);
  for (const diagnostic of source.diagnostics.filter(({ severity }) => severity === 'error'))
    printError(showDiagnostic(diagnostic, source));
  if (hasErrors(source.diagnostics) || source.ir === undefined) return EXIT.input;
  const scenario = upToStep(chooseScenario(path, source.ir.scenarios, options.scenario), options.at);
  if (typeof scenario === 'string') throw new InputError(scenario);
  const { session, result } = playScenario(withoutClaims(scenario), {
    services: SERVICES,
    ...(options.engineVersion === undefined ? {} : { engineVersion: options.engineVersion }),
  });
  for (const problem of problemsOf(result).filter(({ code }) => STORY.has(code)))
    printError(`${showDiagnostic(problem, source)}\n`);
  return options.json ? answerQuestions(session.world) : interactiveShell(session.world);
}

/**
 * Only what happens: claims and shown commands take time and change tables that a person would find
 * untouched.
 */
function withoutClaims<S extends { readonly story: readonly { readonly kind: string }[] }>(scenario: S): S {
  return { ...scenario, story: scenario.story.filter(({ kind }) => kind === 'do' || kind === 'step') };
}

/** The door for programs: one question a line, one answer a line, in order. */
async function answerQuestions(world: World): Promise<ExitCode> {
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === '') continue;
    print(JSON.stringify(answerLine(world, line)));
  }
  return EXIT.held;
}

function answerLine(world: World, line: string): unknown {
  let question: Question;
  try {
    question = JSON.parse(line);
  } catch {
    return { error: `not JSON: ${line.slice(0, 80)}` };
  }
  try {
    return answerQuestion(world, question, SERVICES);
  } catch (error) {
    if (process.env.DNET_DEBUG !== undefined)
      printError(error instanceof Error ? (error.stack ?? '') : String(error));
    return {
      id: question.id,
      error: `a fault of dnet itself: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}
