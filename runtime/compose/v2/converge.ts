import type { PlannedService } from '../../../compiler/ir/compose-plan.ts';
import {
  containerInspect,
  containerRemove,
  containerRename,
  containerStop,
  networkInspect,
} from '../../engine/daemon/api.ts';
import type { ComposeRun, UpOptions } from '../compose-run.ts';
import { effortOf } from '../effort.ts';
import {
  containerNameOf,
  nextNumber,
  type ProjectContainer,
  serviceContainers,
} from '../project-containers.ts';
import { finish, type Job, type Work } from '../together.ts';
import { createContainer } from './create-container.ts';
import { stopAndRemove } from './down.ts';
import { stopServices } from './stop.ts';
import { all, type Problem, problemOf, tell, type Writer } from './writer.ts';

/** Brings the containers of a service to what the file says; they are started later (pkg/compose/convergence.go). */
export function* converge(
  run: ComposeRun,
  writer: Writer,
  service: PlannedService,
  recreate: UpOptions['recreate'],
  scale: number,
): Work<Problem> {
  if (scale > 1 && service.containerName !== undefined) return twiceTheName(service);
  const obsolete = (container: ProjectContainer) => mustRecreate(run, service, container, recreate);
  // Those that are up to date stay before those that are not, the lower numbers first.
  const containers = serviceContainers(run, service.name).toSorted(
    (a, b) => Number(obsolete(a)) - Number(obsolete(b)),
  );
  const jobs = containers.flatMap((container, i): readonly Job<Problem>[] => {
    const { name, running } = container;
    if (i >= scale) return [{ name, after: [], work: () => stopAndRemove(run, writer, container) }];
    if (obsolete(container)) {
      stopDependents(run, writer, service);
      return [{ name, after: [], work: () => recreateOne(run, writer, service, container) }];
    }
    if (running) tell(writer, `Container ${name}`, 'Running');
    return [];
  });
  const first = nextNumber(containers);
  const added = Array.from({ length: Math.max(0, scale - containers.length) }, (_, i): Job<Problem> => {
    const name = containerNameOf(run, service, first + i);
    return { name, after: [], work: () => createOne(run, writer, service, name, first + i) };
  });
  return yield* all([...jobs, ...added]);
}

const twiceTheName = ({ name, containerName }: PlannedService): string =>
  `WARNING: The "${name}" service is using the custom container name "${containerName}". Docker requires each container to have a unique name. Remove the custom name to scale the service`;

function mustRecreate(
  run: ComposeRun,
  service: PlannedService,
  container: ProjectContainer,
  recreate: UpOptions['recreate'],
): boolean {
  if (recreate === 'never') return false;
  if (recreate === 'always' || container.hash !== service.hash) return true;
  return container.running && !isOnItsNetworks(run, service, container);
}

function isOnItsNetworks(
  { world, host }: ComposeRun,
  { container }: PlannedService,
  { id }: ProjectContainer,
) {
  const found = containerInspect(world, host, id);
  if (!found.ok) return false;
  const joined = Object.values(found.value.NetworkSettings.Networks).map(({ NetworkID }) => NetworkID);
  return container.attachments.every(({ network }) => {
    const there = networkInspect(world, host, network);
    return !there.ok || joined.includes(there.value.Id);
  });
}

/** Those that share its namespace, or ask for it with `restart: true`, stop with it. */
function stopDependents(run: ComposeRun, writer: Writer, { name }: PlannedService): void {
  const dependents = run.plan.services
    .filter(({ dependsOn }) => dependsOn.some((on) => on.service === name && on.restart))
    .map((service) => service.name);
  if (dependents.length > 0) finish(stopServices(run, writer, dependents));
}

function* createOne(
  run: ComposeRun,
  writer: Writer,
  service: PlannedService,
  name: string,
  number: number,
): Work<Problem> {
  tell(writer, `Container ${name}`, 'Creating');
  const problem = yield* createContainer(run, { service, number, name });
  tell(writer, `Container ${name}`, problem ?? 'Created');
  return problem;
}

/** The new container is there before the old one goes; then it takes its name. */
function* recreateOne(
  run: ComposeRun,
  writer: Writer,
  service: PlannedService,
  { id, name, number }: ProjectContainer,
): Work<Problem> {
  const { world, host } = run;
  tell(writer, `Container ${name}`, 'Recreate');
  const final = containerNameOf(run, service, number);
  const meanwhile = `${id.slice(0, 12)}_${final}`;
  const replaces = service.containerName ?? `${service.name}-${number}`;
  const labels = { 'com.docker.compose.replace': replaces };
  const problem = yield* createContainer(run, { service, number, name: meanwhile, labels });
  if (problem !== undefined) return fails(writer, name, problem);
  yield effortOf(run, id);
  containerStop(world, host, id);
  yield 1;
  containerRemove(world, host, id);
  const renamed = problemOf(containerRename(world, host, meanwhile, final));
  if (renamed !== undefined) return fails(writer, name, renamed);
  tell(writer, `Container ${name}`, 'Recreated');
  return undefined;
}

function fails(writer: Writer, name: string, problem: string): string {
  tell(writer, `Container ${name}`, problem);
  return problem;
}
