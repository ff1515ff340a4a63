import type { Answer } from '../../engine/daemon/answer.ts';
import { type CommandResult, fail } from '../../shell/language/command-result.ts';
import type { World } from '../../world.ts';
import { type Job, together, type Work } from '../together.ts';

/** What `docker compose` has said so far on stderr, without a terminal (compose pkg/progress/plain.go). */
export interface Writer {
  text: string;
}

export const newWriter = (): Writer => ({ text: '' });

/** ` Container shop-web-1  Created`: two empty columns stand before and after the name. */
export function tell(writer: Writer, what: string, status: string): void {
  writer.text += ` ${what}  ${status}\n`;
}

/** A warning as the program's log prints it. */
export function warn(writer: Writer, { epoch, now }: World, message: string): void {
  const time = new Date(epoch + now).toISOString().replace(/\.\d+Z$/, 'Z');
  writer.text += `time="${time}" level=warning msg=${JSON.stringify(message)}\n`;
}

/** What went wrong, in the client's words; nothing when all went well. */
export type Problem = string | undefined;

export const problemOf = (answer: Answer<unknown>): Problem =>
  answer.ok ? undefined : `Error response from daemon: ${answer.message}`;

/** Jobs side by side; the first problem is the one that the program ends with. */
export function* all(jobs: readonly Job<Problem>[]): Work<Problem> {
  const results = yield* together(jobs, (problem) => problem === undefined);
  return [...results.values()].find((problem) => problem !== undefined);
}

export function ended(writer: Writer, problem?: Problem): CommandResult {
  if (problem === undefined) return { stdout: '', stderr: writer.text, rc: 0 };
  return fail(1, `${writer.text}${problem}\n`);
}
