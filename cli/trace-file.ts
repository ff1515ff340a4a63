import { foldRepeats } from '../runtime/explain/fold-repeats.ts';
import { traceText } from '../runtime/explain/trace-text.ts';
import { problemsOf } from '../runtime/scenario/problems.ts';
import { playScenario } from '../runtime/scenario/run.ts';
import { traceQuestion } from '../runtime/scenario/trace-question.ts';
import { upToStep } from '../runtime/scenario/up-to-step.ts';
import { chooseScenario } from './choose-scenario.ts';
import { compileFile } from './compile-file.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { InputError } from './input-error.ts';
import { paint, print, printError } from './output.ts';
import { SERVICES } from './services.ts';
import { showDiagnostic } from './show-diagnostic.ts';
import { hasErrors, placeOf } from './source-file.ts';

export interface TraceOptions {
  readonly scenario?: string | undefined;
  readonly at?: string | undefined;
  readonly udp?: true | undefined;
  readonly icmp?: true | undefined;
  readonly byName?: true | undefined;
  readonly engineVersion?: string | undefined;
  readonly all?: true | undefined;
  readonly allowRead?: readonly string[] | undefined;
  readonly json?: true | undefined;
}

/** Plays a scenario, asks one question in the world that it leaves, and prints every hop. */
export function traceFile(path: string, from: string, to: string, options: TraceOptions): ExitCode {
  const source = compileFile(path, options);
  for (const diagnostic of source.diagnostics) printError(showDiagnostic(diagnostic, source));
  if (hasErrors(source.diagnostics) || source.ir === undefined) return EXIT.input;
  const scenario = upToStep(chooseScenario(path, source.ir.scenarios, options.scenario), options.at);
  if (typeof scenario === 'string') throw new InputError(scenario);
  const { session, result } = playScenario(scenario, {
    services: SERVICES,
    ...(options.engineVersion !== undefined && { engineVersion: options.engineVersion }),
  });
  for (const problem of problemsOf(result).filter(({ code }) => code === 'E2124' || code === 'E2120'))
    printError(`${showDiagnostic(problem, source)}\n`);
  const door = options.icmp ? ('icmp' as const) : options.udp ? ('udp' as const) : ('tcp' as const);
  const traced = traceQuestion(session, { from, to, door, byName: options.byName === true });
  if (typeof traced === 'string') throw new InputError(traced);
  if (options.json) print(JSON.stringify({ version: 1, from, to, questions: traced }, null, 2));
  else
    for (const question of traced) {
      print(paint('bold', `${question.asked}`));
      const lines = options.all ? question.trace : foldRepeats(question.trace);
      print(traceText(lines, ({ source: span }) => (span ? placeOf(span, source.textOf) : '')).join('\n'));
      print(`${paint(question.reached ? 'green' : 'red', question.outcome)}\n`);
    }
  return traced.every(({ reached }) => reached) ? EXIT.held : EXIT.failed;
}
