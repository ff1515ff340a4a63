import type { Action } from '../../compiler/ir/action.ts';
import type { ActionResult } from '../../runtime/scenario/action-result.ts';
import type { Performance } from './act.ts';
import { isUnaskable, runAt } from './run-at.ts';

/** A command that somebody types on a machine or in a container. */
export async function typeCommand(
  performance: Performance,
  { place, text }: Extract<Action, { kind: 'command' }>,
): Promise<ActionResult> {
  const output = await runAt(performance, place, text);
  if (isUnaskable(output)) return { kind: 'skipped', why: output.unaskable };
  if (output.rc === 0) return { kind: 'done', warnings: [], output };
  const message = (output.stderr || output.stdout).trim() || `exit code ${output.rc}`;
  return { kind: 'refused', message, output };
}
