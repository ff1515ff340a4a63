import { containerRemove, networkInspect, networkRemove } from '../../engine/daemon/api.ts';
import type { CommandResult } from '../../shell/language/command-result.ts';
import type { ComposeRun } from '../compose-run.ts';
import { type ProjectContainer, projectContainers } from '../project-containers.ts';
import { finish, type Job, type Work } from '../together.ts';
import { tellOrphans } from './orphans.ts';
import { containersOf, stopContainers } from './stop.ts';
import { noSuchService } from './up.ts';
import { ended, type Failure, inParallel, newWriter, say, type Writer } from './writer.ts';

/** `docker-compose down`: containers stop and go, then the networks that `up` made. */
export function down(run: ComposeRun, removeOrphans: boolean): CommandResult {
  const writer = newWriter();
  stopContainers(run, writer, ownContainers(run));
  tellOrphans(run, writer, removeOrphans);
  removeStopped(run, writer, ownContainers(run));
  return ended(writer, removeNetworks(run, writer));
}

const ownContainers = (run: ComposeRun): readonly ProjectContainer[] =>
  projectContainers(run).filter(({ service }) => run.plan.services.some(({ name }) => name === service));

function removeStopped(run: ComposeRun, writer: Writer, containers: readonly ProjectContainer[]): void {
  const { world, host } = run;
  function* remove(id: string): Work<Failure | undefined> {
    yield 1;
    const removed = containerRemove(world, host, id);
    return removed.ok ? undefined : { message: removed.message };
  }
  const jobs = containers
    .filter(({ running }) => !running)
    .map(({ id, name }): Job<Failure | undefined> => ({ name, after: [], work: () => remove(id) }));
  finish(inParallel(writer, 'Removing', jobs));
}

function removeNetworks({ world, host, plan }: ComposeRun, writer: Writer): string | undefined {
  for (const { external, spec } of plan.networks) {
    if (external) {
      say(writer, `Network ${spec.name} is external, skipping`);
      continue;
    }
    say(writer, `Removing network ${spec.name}`);
    if (!networkInspect(world, host, spec.name).ok) {
      say(writer, `Network ${spec.name} not found.`);
      continue;
    }
    const removed = networkRemove(world, host, spec.name);
    if (!removed.ok) return removed.message;
  }
  return undefined;
}

/** `docker-compose rm -f`, with `-s` after a stop. */
export function remove(run: ComposeRun, names: readonly string[], stopFirst: boolean): CommandResult {
  const writer = newWriter();
  const before = containersOf(run, names);
  if ('unknown' in before) return ended(writer, noSuchService(before.unknown));
  if (stopFirst) stopContainers(run, writer, before);
  const ids = new Set(before.map(({ id }) => id));
  const stopped = projectContainers(run).filter(({ id, running }) => ids.has(id) && !running);
  if (stopped.length === 0) return { ...ended(writer), stdout: 'No stopped containers\n' };
  removeStopped(run, writer, stopped);
  return { ...ended(writer), stdout: `Going to remove ${stopped.map(({ name }) => name).join(', ')}\n` };
}
