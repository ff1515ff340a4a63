import type { PlannedService } from '../../../compiler/ir/compose-plan.ts';
import type { CommandResult } from '../../shell/language/command-result.ts';
import { awaitedBy, chooseServices, isChosen } from '../choose-services.ts';
import type { ComposeRun } from '../compose-run.ts';
import { projectContainers } from '../project-containers.ts';
import { finish, type Job, type Work } from '../together.ts';
import { startContainer } from './start-container.ts';
import { noSuchService } from './up.ts';
import { ended, type Failure, inParallel, newWriter, type Writer } from './writer.ts';

/** `docker-compose start`: by service, the containers of one after each other. */
export function start(run: ComposeRun, names: readonly string[]): CommandResult {
  const writer = newWriter();
  const services = chooseServices(run.plan, names);
  if (!isChosen(services)) return ended(writer, noSuchService(services.unknown));
  const existing = projectContainers(run);
  if (!existing.some(({ service }) => services.some(({ name }) => name === service)))
    return ended(writer, 'No containers to start');
  const jobs = services.map(
    (service): Job<Failure | undefined> => ({
      name: service.name,
      after: awaitedBy(run.plan, service.name),
      work: () => startService(run, writer, service),
    }),
  );
  finish(inParallel(writer, 'Starting', jobs));
  return ended(writer);
}

function* startService(run: ComposeRun, writer: Writer, service: PlannedService): Work<Failure | undefined> {
  const stopped = projectContainers(run).filter((c) => c.service === service.name && !c.running);
  for (const { id } of stopped) {
    const failure = yield* startContainer(run, writer, service, id);
    if (failure !== undefined) return failure;
  }
  return undefined;
}
