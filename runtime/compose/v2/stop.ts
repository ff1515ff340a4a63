import { containerRestart, containerStop } from '../../engine/daemon/api.ts';
import type { CommandResult } from '../../shell/language/command-result.ts';
import { chooseServices, dependentsOf, isChosen } from '../choose-services.ts';
import type { ComposeRun } from '../compose-run.ts';
import { effortOf } from '../effort.ts';
import { type ProjectContainer, serviceContainers } from '../project-containers.ts';
import { finish, type Job, type Work } from '../together.ts';
import { all, ended, newWriter, type Problem, problemOf, tell, type Writer } from './writer.ts';

export const noSuchService = (name: string): string => `no such service: ${name}`;

/** `docker compose stop`: a service stops after those that need it. */
export function stop(run: ComposeRun, names: readonly string[]): CommandResult {
  const writer = newWriter();
  const services = chooseServices(run.plan, names);
  if (!isChosen(services)) return ended(writer, noSuchService(services.unknown));
  const chosen = services.map(({ name }) => name);
  return ended(writer, finish(stopServices(run, writer, chosen)));
}

export const stopServices = (run: ComposeRun, writer: Writer, names: readonly string[]): Work<Problem> =>
  all(
    names.map((name) => ({
      name,
      after: dependentsOf(run.plan, name),
      work: () => eachContainer(run, name, (container) => stopOne(run, writer, container)),
    })),
  );

/** A piece of work for each container of a service, side by side. */
export const eachContainer = (
  run: ComposeRun,
  service: string,
  work: (container: ProjectContainer) => Work<Problem>,
): Work<Problem> =>
  all(
    serviceContainers(run, service).map(
      (container): Job<Problem> => ({ name: container.id, after: [], work: () => work(container) }),
    ),
  );

export function* stopOne(run: ComposeRun, writer: Writer, { id, name }: ProjectContainer): Work<Problem> {
  tell(writer, `Container ${name}`, 'Stopping');
  yield effortOf(run, id);
  const problem = problemOf(containerStop(run.world, run.host, id));
  tell(writer, `Container ${name}`, problem === undefined ? 'Stopped' : 'Error while Stopping');
  return problem;
}

/** `docker compose restart`: what depends on a service with `restart: true` comes along, after it. */
export function restart(run: ComposeRun, names: readonly string[]): CommandResult {
  const writer = newWriter();
  const services = chooseServices(run.plan, names);
  if (!isChosen(services)) return ended(writer, noSuchService(services.unknown));
  const chosen = new Set(services.map(({ name }) => name));
  for (const name of chosen) for (const other of restartedWith(run, name)) chosen.add(other);
  const jobs = run.plan.services
    .filter(({ name }) => chosen.has(name))
    .map(({ name, dependsOn }) => ({
      name,
      after: dependsOn.filter((on) => on.restart).map((on) => on.service),
      work: () => eachContainer(run, name, (container) => restartOne(run, writer, container)),
    }));
  return ended(writer, finish(all(jobs)));
}

const restartedWith = ({ plan }: ComposeRun, name: string): readonly string[] =>
  plan.services
    .filter(({ dependsOn }) => dependsOn.some((on) => on.service === name && on.restart))
    .map((service) => service.name);

function* restartOne(run: ComposeRun, writer: Writer, { id, name }: ProjectContainer): Work<Problem> {
  tell(writer, `Container ${name}`, 'Restarting');
  yield effortOf(run, id);
  const problem = problemOf(containerRestart(run.world, run.host, id));
  if (problem === undefined) tell(writer, `Container ${name}`, 'Started');
  return problem;
}
