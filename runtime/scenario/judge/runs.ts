import { diagnose } from '../../../diagnostics/diagnostic.ts';
import type { Party } from '../party.ts';
import type { Session } from '../session.ts';
import { findService, runningTasks } from '../swarm-parties.ts';
import { type ClaimOf, failed, held, unjudgeable, type Verdict } from './verdict.ts';

type Runs = ClaimOf<'runs'>;

/**
 * `demo runs 2 tasks on node1, node2`, `demo runs on node1`, `demo runs no task on node3`: what runs in fact, not what the
 * managers believe. A number with nodes counts those on all of them together.
 */
export function judgeRuns({ world }: Session, claim: Runs): Verdict {
  const { service, tasks: wanted, on } = claim;
  const running = runningTasks(world, service);
  if (findService(world, service) === undefined && running.length === 0 && claim.holds)
    return unjudgeable(claim, `there is no service \`${service}\``);
  const there = running.filter(({ machine }) => on === undefined || on.includes(machine ?? ''));
  if (meets(claim, there)) return held();
  const places = [...new Set(running.map(({ machine }) => machine))]
    .sort()
    .map((node) => `${running.filter(({ machine }) => machine === node).length} on ${node}`);
  const found = places.length === 0 ? 'none' : places.join(', ');
  return failed(diagnose('E2118', { service, wanted: wantedText(claim, wanted), found }, claim.origin));
}

function meets({ holds, tasks, on }: Runs, there: readonly Party[]): boolean {
  if (!holds) return there.length === 0;
  if (tasks !== undefined) return there.length === tasks;
  const nodes = on ?? [];
  return there.length > 0 && nodes.every((node) => there.some(({ machine }) => machine === node));
}

function wantedText({ holds, on }: Runs, tasks: number | undefined): string {
  const where = on === undefined ? '' : ` on ${on.join(', ')}`;
  if (!holds) return `no task${where}`;
  return tasks === undefined ? `a task${where}` : `${tasks} ${tasks === 1 ? 'task' : 'tasks'}${where}`;
}
