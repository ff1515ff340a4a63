import { containerRemove, networkInspect, networkRemove } from '../../engine/daemon/api.ts';
import type { CommandResult } from '../../shell/language/command-result.ts';
import { chooseServices, dependentsOf, isChosen } from '../choose-services.ts';
import type { ComposeRun } from '../compose-run.ts';
import { NETWORK, PROJECT } from '../labels.ts';
import { orphansOf, type ProjectContainer, projectContainers } from '../project-containers.ts';
import { finish, type Work } from '../together.ts';
import { eachContainer, noSuchService, stopOne, stopServices } from './stop.ts';
import { all, ended, newWriter, type Problem, problemOf, tell, type Writer, warn } from './writer.ts';

/** `docker compose down`: services go after those that need them, then the networks that `up` made. */
export function down(run: ComposeRun, removeOrphans: boolean): CommandResult {
  const writer = newWriter();
  const { plan } = run;
  const before = projectContainers(run).length;
  const services = plan.services.map(({ name }) => ({
    name,
    after: dependentsOf(plan, name),
    work: () => eachContainer(run, name, (container) => stopAndRemove(run, writer, container)),
  }));
  const problem = finish(all(services));
  if (problem !== undefined) return ended(writer, problem);
  if (removeOrphans) finish(all(orphansOf(run).map((c) => removal(run, writer, c))));
  if (before === 0 && plan.networks.length === 0)
    warn(writer, run.world, `Warning: No resource found to remove for project "${plan.project}".`);
  return ended(writer, removeNetworks(run, writer));
}

const removal = (run: ComposeRun, writer: Writer, container: ProjectContainer) => ({
  name: container.id,
  after: [],
  work: () => stopAndRemove(run, writer, container),
});

export function* stopAndRemove(run: ComposeRun, writer: Writer, container: ProjectContainer): Work<Problem> {
  const problem = yield* stopOne(run, writer, container);
  return problem ?? (yield* removeOne(run, writer, container));
}

function* removeOne(
  { world, host }: ComposeRun,
  writer: Writer,
  { id, name }: ProjectContainer,
): Work<Problem> {
  tell(writer, `Container ${name}`, 'Removing');
  yield 1;
  const problem = problemOf(containerRemove(world, host, id, true));
  tell(writer, `Container ${name}`, problem === undefined ? 'Removed' : 'Error while Removing');
  return problem;
}

function removeNetworks({ world, host, plan }: ComposeRun, writer: Writer): Problem {
  for (const { external, key, spec } of plan.networks) {
    const found = networkInspect(world, host, spec.name);
    if (external || !found.ok) continue;
    const labels = found.value.Labels ?? {};
    if (labels[PROJECT] !== plan.project || labels[NETWORK] !== key) continue;
    tell(writer, `Network ${spec.name}`, 'Removing');
    if (Object.keys(found.value.Containers ?? {}).length > 0) {
      tell(writer, `Network ${spec.name}`, 'Resource is still in use');
      continue;
    }
    const removed = networkRemove(world, host, spec.name);
    tell(writer, `Network ${spec.name}`, removed.ok ? 'Removed' : 'Error');
    if (!removed.ok) return `failed to remove network ${spec.name}: ${problemOf(removed)}`;
  }
  return undefined;
}

/** `docker compose rm -f`, with `-s` after a stop. */
export function remove(run: ComposeRun, names: readonly string[], stopFirst: boolean): CommandResult {
  const writer = newWriter();
  const services = chooseServices(run.plan, names);
  if (!isChosen(services)) return ended(writer, noSuchService(services.unknown));
  const chosen = services.map(({ name }) => name);
  if (stopFirst) finish(stopServices(run, writer, chosen));
  const stopped = projectContainers(run).filter(
    ({ service, running }) => chosen.includes(service) && !running,
  );
  if (stopped.length === 0) return { stdout: '', stderr: `${writer.text}No stopped containers\n`, rc: 0 };
  const stdout = `Going to remove ${stopped.map(({ name }) => name).join(', ')}\n`;
  const jobs = stopped.map((container) => ({
    name: container.id,
    after: [],
    work: () => removeOne(run, writer, container),
  }));
  return { ...ended(writer, finish(all(jobs))), stdout };
}
