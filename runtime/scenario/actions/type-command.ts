import type { Action } from '../../../compiler/ir/action.ts';
import type { ActionResult } from '../action-result.ts';
import { runCommand } from '../run-command.ts';
import type { Session } from '../session.ts';

/** A command that somebody types. It is refused when it fails: what it says on the way out is the reason. */
export function typeCommand(
  session: Session,
  { place, text }: Extract<Action, { kind: 'command' }>,
): ActionResult {
  const output = runCommand(session, place, text);
  if (output.rc === 0) return { kind: 'done', warnings: [], output };
  const message = (output.stderr || output.stdout).trim() || `exit code ${output.rc}`;
  return { kind: 'refused', message, output };
}
