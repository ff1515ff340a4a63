import type { Action } from '../../../compiler/ir/action.ts';
import { daemonRestart } from '../../engine/daemon/api.ts';
import { type ActionResult, DONE, refused } from '../action-result.ts';
import type { Session } from '../session.ts';

/** What `systemctl` does with dockerd; a daemon that does not start says why in its own last line. */
export function controlDaemon(
  { world }: Session,
  { host, verb, config }: Extract<Action, { kind: 'daemon' }>,
): ActionResult {
  const answer = daemonRestart(world, host, { how: verb, ...(config && { config }) });
  return answer.ok ? DONE : refused(answer.message);
}
