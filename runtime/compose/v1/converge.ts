import type { PlannedService } from '../../../compiler/ir/compose-plan.ts';
import { containerRemove, containerRename, containerStop } from '../../engine/daemon/api.ts';
import type { ComposeRun, UpOptions } from '../compose-run.ts';
import { effortOf } from '../effort.ts';
import {
  containerNameOf,
  nextNumber,
  type ProjectContainer,
  serviceContainers,
} from '../project-containers.ts';
import type { Job, Work } from '../together.ts';
import { createContainer } from './create-container.ts';
import { startContainer } from './start-container.ts';
import { type Failure, inParallel, say, type Writer } from './writer.ts';

/** What `up` does with a service (compose/service.py, ConvergencePlan). */
export type Convergence = 'create' | 'recreate' | 'start' | 'noop';

export function convergenceOf(
  run: ComposeRun,
  service: PlannedService,
  recreate: UpOptions['recreate'],
): Convergence {
  const containers = serviceContainers(run, service.name);
  if (containers.length === 0) return 'create';
  if (recreate === 'never') return 'start';
  if (recreate === 'always' || containers.some(({ hash }) => hash !== service.hash)) return 'recreate';
  return containers.every(({ running }) => running) ? 'noop' : 'start';
}

/** A service on its way to what the file says. */
export interface Converging {
  readonly run: ComposeRun;
  readonly writer: Writer;
  readonly service: PlannedService;
  readonly options: UpOptions;
}

export function* converge(state: Converging, plan: Convergence): Work<Failure | undefined> {
  const { run, writer, service, options } = state;
  const scale = options.scale.get(service.name) ?? service.scale;
  warnOfScale(writer, service, scale);
  const containers = serviceContainers(run, service.name);
  if (plan === 'create') return yield* create(state, containers, scale);
  if (plan === 'noop' && scale === containers.length) {
    for (const { name } of containers) say(writer, `${name} is up-to-date`);
    return undefined;
  }
  if (containers.length > scale) yield* removeExcess(state, containers.slice(scale));
  const kept = containers.slice(0, scale);
  const failure = plan === 'recreate' ? yield* recreate(state, kept) : yield* startStopped(state, kept);
  if (failure !== undefined || kept.length >= scale) return failure;
  return yield* create(state, kept, scale - kept.length);
}

function warnOfScale(
  writer: Writer,
  { name, containerName, container }: PlannedService,
  scale: number,
): void {
  if (scale < 2) return;
  if (containerName !== undefined)
    say(
      writer,
      `The "${name}" service is using the custom container name "${containerName}". Docker requires each container to have a unique name. Remove the custom name to scale the service.`,
    );
  if (container.publish.some(({ text }) => text.includes(':')))
    say(
      writer,
      `The "${name}" service specifies a port on the host. If multiple containers for this service are created on a single host, the port will clash.`,
    );
}

const alone = (name: string, work: () => Work<Failure | undefined>): Job<Failure | undefined> => ({
  name,
  after: [],
  work,
});

function* create(
  { run, writer, service, options }: Converging,
  existing: readonly ProjectContainer[],
  count: number,
): Work<Failure | undefined> {
  const first = nextNumber(existing);
  // The program asks the engine for the numbers that are taken.
  yield 1;
  const jobs = Array.from({ length: count }, (_, i) => {
    const number = first + i;
    return alone(containerNameOf(run, service, number), () => createAndStart(number));
  });
  function* createAndStart(number: number): Work<Failure | undefined> {
    const made = yield* createContainer(run, service, number);
    if (typeof made !== 'string') return made;
    return options.start ? yield* startContainer(run, writer, service, made) : undefined;
  }
  return yield* inParallel(writer, 'Creating', jobs);
}

/** The old container is stopped and put aside under another name until the new one runs. */
function* recreateOne(
  { run, writer, service, options }: Converging,
  { id, name, number }: ProjectContainer,
): Work<Failure | undefined> {
  const { world, host } = run;
  yield effortOf(run, id);
  containerStop(world, host, id);
  yield 1;
  const renamed = containerRename(world, host, id, `${id.slice(0, 12)}_${name}`);
  if (!renamed.ok) return { message: renamed.message };
  const made = yield* createContainer(run, service, number);
  if (typeof made !== 'string') return made;
  const failure = options.start ? yield* startContainer(run, writer, service, made) : undefined;
  if (failure !== undefined) return failure;
  yield 1;
  containerRemove(world, host, id);
  return undefined;
}

const recreate = (state: Converging, containers: readonly ProjectContainer[]): Work<Failure | undefined> =>
  inParallel(
    state.writer,
    'Recreating',
    containers.map((container) => alone(container.name, () => recreateOne(state, container))),
  );

function* startStopped(
  { run, writer, service, options }: Converging,
  containers: readonly ProjectContainer[],
): Work<Failure | undefined> {
  if (!options.start) return undefined;
  const stopped = containers.filter(({ running }) => !running);
  return yield* inParallel(
    writer,
    'Starting',
    stopped.map(({ name, id }) => alone(name, () => startContainer(run, writer, service, id))),
  );
}

function* removeExcess({ run, writer }: Converging, containers: readonly ProjectContainer[]): Work<void> {
  const { world, host } = run;
  function* stopAndRemove(id: string): Work<Failure | undefined> {
    yield effortOf(run, id);
    containerStop(world, host, id);
    yield 1;
    const removed = containerRemove(world, host, id);
    return removed.ok ? undefined : { message: removed.message };
  }
  yield* inParallel(
    writer,
    'Stopping and removing',
    containers.map(({ name, id }) => alone(name, () => stopAndRemove(id))),
  );
}
