import type { ClientResult } from '../docker-client/result.ts';
import type { Answer } from '../engine/daemon/answer.ts';
import type { CommandResult } from '../shell/language/command-result.ts';

/** What became of an action. */
export type ActionResult =
  | { readonly kind: 'done'; readonly warnings: readonly string[]; readonly output?: CommandResult }
  /** The engine or a tool said no, in its own words. */
  | { readonly kind: 'refused'; readonly message: string; readonly output?: CommandResult }
  /** A real engine cannot be made to do it: what follows is not judged, and the report says why. */
  | { readonly kind: 'skipped'; readonly why: string };

export const DONE: ActionResult = { kind: 'done', warnings: [] };
export const refused = (message: string): ActionResult => ({ kind: 'refused', message });

/** The client's own complaint, as it stands on the terminal. */
export const complained = (result: ClientResult<unknown> & { readonly ok: false }): ActionResult =>
  refused(result.message);

/** The daemon's answer, with the words that the client puts before a refusal. */
export const answered = (answer: Answer<unknown>): ActionResult =>
  answer.ok
    ? { kind: 'done', warnings: answer.warnings }
    : refused(`Error response from daemon: ${answer.message}`);
