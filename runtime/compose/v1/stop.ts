import { containerRestart, containerStop } from '../../engine/daemon/api.ts';
import type { CommandResult } from '../../shell/language/command-result.ts';
import { chooseServices, dependentsOf, isChosen } from '../choose-services.ts';
import type { ComposeRun } from '../compose-run.ts';
import { effortOf } from '../effort.ts';
import { type ProjectContainer, projectContainers } from '../project-containers.ts';
import { finish, type Job, type Work } from '../together.ts';
import { noSuchService } from './up.ts';
import { ended, type Failure, inParallel, newWriter, type Writer } from './writer.ts';

/** Containers of the named services, of all when none is named, the newest first; or the name that no service has. */
export function containersOf(
  run: ComposeRun,
  names: readonly string[],
): readonly ProjectContainer[] | { readonly unknown: string } {
  const services = chooseServices(run.plan, names);
  if (!isChosen(services)) return services;
  return projectContainers(run).filter(({ service }) => services.some(({ name }) => name === service));
}

/** `docker-compose stop`: a container stops after those that need it. */
export function stop(run: ComposeRun, names: readonly string[]): CommandResult {
  const writer = newWriter();
  const containers = containersOf(run, names);
  if ('unknown' in containers) return ended(writer, noSuchService(containers.unknown));
  stopContainers(run, writer, containers);
  return ended(writer);
}

export function stopContainers(
  run: ComposeRun,
  writer: Writer,
  containers: readonly ProjectContainer[],
): void {
  const running = containers.filter((container) => container.running);
  const jobs = running.map(({ id, name, service }): Job<Failure | undefined> => {
    const dependents = dependentsOf(run.plan, service);
    return {
      name,
      after: running.filter((other) => dependents.includes(other.service)).map((other) => other.name),
      work: () => takeDown(run, id, containerStop),
    };
  });
  finish(inParallel(writer, 'Stopping', jobs));
}

/** `docker-compose restart`: all at once, whoever needs whom. */
export function restart(run: ComposeRun, names: readonly string[]): CommandResult {
  const writer = newWriter();
  const containers = containersOf(run, names);
  if ('unknown' in containers) return ended(writer, noSuchService(containers.unknown));
  const jobs = containers.map(
    ({ id, name }): Job<Failure | undefined> => ({
      name,
      after: [],
      work: () => takeDown(run, id, containerRestart),
    }),
  );
  const failure = finish(inParallel(writer, 'Restarting', jobs));
  return { ...ended(writer), rc: failure === undefined ? 0 : 1 };
}

function* takeDown(run: ComposeRun, id: string, operation: typeof containerStop): Work<Failure | undefined> {
  yield effortOf(run, id);
  const answer = operation(run.world, run.host, id);
  return answer.ok ? undefined : { message: answer.message };
}
