import { type CommandResult, fail } from '../../shell/language/command-result.ts';
import { type Job, together, type Work } from '../together.ts';

/** What `docker-compose` has said so far; all but tables goes to stderr (compose/parallel.py, without a terminal). */
export interface Writer {
  text: string;
  /** The longest name of anything done so far: later lines are as wide. */
  width: number;
}

export const newWriter = (): Writer => ({ text: '', width: 0 });

export function say(writer: Writer, line: string): void {
  writer.text += `${line}\n`;
}

/** What one job of several came to grief by; a crash ends the whole program. */
export interface Failure {
  readonly message: string;
  readonly crash?: boolean;
}

/** `Creating shop_web_1 ... done` for each job, and what went wrong after all of them. */
export function* inParallel(
  writer: Writer,
  verb: string,
  jobs: readonly Job<Failure | undefined>[],
): Work<Failure | undefined> {
  for (const { name } of jobs) writer.width = Math.max(writer.width, `${verb} ${name}`.length);
  const status = (name: string, state: string) =>
    say(writer, `${`${verb} ${name}`.padEnd(writer.width)} ... ${state}`);
  for (const { name } of jobs) status(name, '');
  const told = jobs.map((job) => ({
    ...job,
    work: function* (): Work<Failure | undefined> {
      const failure = yield* job.work();
      if (!failure?.crash) status(job.name, failure === undefined ? 'done' : 'error');
      return failure;
    },
  }));
  return tellErrors(writer, yield* together(told, (failure) => failure === undefined));
}

/** The first failure counts; each is said. */
export function tellErrors(
  writer: Writer,
  results: ReadonlyMap<string, Failure | undefined>,
): Failure | undefined {
  const failures = [...results].flatMap(([name, failure]) => (failure ? [{ name, failure }] : []));
  for (const { name, failure } of failures) say(writer, `\nERROR: for ${name}  ${failure.message}`);
  return failures.find(({ failure }) => failure.crash)?.failure ?? failures[0]?.failure;
}

/** How the program ends: with a message of its own, or well. */
export function ended(writer: Writer, problem?: string): CommandResult {
  if (problem === undefined) return { stdout: '', stderr: writer.text, rc: 0 };
  return fail(1, `${writer.text}${problem}\n`);
}
