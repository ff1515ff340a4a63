import type { PlannedService } from '../../../compiler/ir/compose-plan.ts';
import { containerStart } from '../../engine/daemon/api.ts';
import type { CommandResult } from '../../shell/language/command-result.ts';
import { awaitedBy, chooseServices, isChosen } from '../choose-services.ts';
import type { ComposeRun } from '../compose-run.ts';
import { effortOf } from '../effort.ts';
import { runToCompletion } from '../program-of-service.ts';
import { serviceContainers } from '../project-containers.ts';
import { finish, type Work } from '../together.ts';
import { noSuchService } from './stop.ts';
import { all, ended, newWriter, type Problem, problemOf, tell, type Writer } from './writer.ts';

/** `docker compose start`. */
export function start(run: ComposeRun, names: readonly string[]): CommandResult {
  const writer = newWriter();
  const services = chooseServices(run.plan, names, true);
  if (!isChosen(services)) return ended(writer, noSuchService(services.unknown));
  return ended(writer, startServices(run, writer, services));
}

/** Each service after those that it waits for. */
export const startServices = (
  run: ComposeRun,
  writer: Writer,
  services: readonly PlannedService[],
  scaleOf: (service: PlannedService) => number = ({ scale }) => scale,
): Problem =>
  finish(
    all(
      services.map((service) => ({
        name: service.name,
        after: awaitedBy(run.plan, service.name),
        work: () => startService(run, writer, service, scaleOf(service)),
      })),
    ),
  );

function* startService(
  run: ComposeRun,
  writer: Writer,
  service: PlannedService,
  scale: number,
): Work<Problem> {
  if (scale === 0) return undefined;
  tellWaits(run, writer, service);
  const containers = serviceContainers(run, service.name);
  if (containers.length === 0) return `service "${service.name}" has no container to start`;
  for (const { id, name, running } of containers) {
    if (running) continue;
    tell(writer, `Container ${name}`, 'Starting');
    yield effortOf(run, id);
    const problem = problemOf(containerStart(run.world, run.host, id));
    if (problem !== undefined) return problem;
    tell(writer, `Container ${name}`, 'Started');
    runToCompletion(run, service, id);
  }
  return undefined;
}

/** The words for what it waits for, by condition; in dnet a service is healthy as soon as it runs. */
const REACHED: { readonly [condition: string]: string } = {
  service_healthy: 'Healthy',
  service_completed_successfully: 'Exited',
};

function tellWaits(run: ComposeRun, writer: Writer, { dependsOn }: PlannedService): void {
  const awaited = dependsOn.flatMap(({ service, condition }) => {
    const word = REACHED[condition];
    return word === undefined ? [] : serviceContainers(run, service).map(({ name }) => ({ name, word }));
  });
  for (const { name } of awaited) tell(writer, `Container ${name}`, 'Waiting');
  for (const { name, word } of awaited) tell(writer, `Container ${name}`, word);
}
