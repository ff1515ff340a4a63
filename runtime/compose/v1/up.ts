import type { PlannedService } from '../../../compiler/ir/compose-plan.ts';
import type { CommandResult } from '../../shell/language/command-result.ts';
import { awaitedBy, chooseServices, isChosen } from '../choose-services.ts';
import type { ComposeRun, UpOptions } from '../compose-run.ts';
import { serviceContainers } from '../project-containers.ts';
import { finish, type Job, together } from '../together.ts';
import { type Convergence, converge, convergenceOf } from './converge.ts';
import { ensureNetworks } from './ensure-networks.ts';
import { tellOrphans } from './orphans.ts';
import { ended, type Failure, newWriter, tellErrors } from './writer.ts';

export const noSuchService = (name: string): string => `No such service: ${name}`;

/** `docker-compose up -d`: networks, then each service on its own, after those that it waits for (compose/project.py). */
export function up(run: ComposeRun, options: UpOptions): CommandResult {
  const writer = newWriter();
  const services = chooseServices(run.plan, options.services, options.dependencies);
  if (!isChosen(services)) return ended(writer, noSuchService(services.unknown));
  const problem = ensureNetworks(run, writer);
  if (problem !== undefined) return ended(writer, problem);
  tellOrphans(run, writer, options.removeOrphans);
  const plans = convergencesOf(run, services, options);
  const jobs = services.map(
    (service): Job<Failure | undefined> => ({
      name: service.name,
      after: awaitedBy(run.plan, service.name),
      work: () => converge({ run, writer, service, options }, plans.get(service.name)!),
    }),
  );
  const failure = tellErrors(writer, finish(together(jobs, (result) => result === undefined)));
  if (failure?.crash) return ended(writer, `docker.errors.InvalidArgument: ${failure.message}`);
  return ended(writer, failure && 'Encountered errors while bringing up the project.');
}

/** A service whose dependencies are made anew is made anew too if asked, or if some of its containers do not run. */
function convergencesOf(
  run: ComposeRun,
  services: readonly PlannedService[],
  options: UpOptions,
): ReadonlyMap<string, Convergence> {
  const plans = new Map<string, Convergence>();
  for (const service of services) {
    const upstream = awaitedBy(run.plan, service.name).some((name) =>
      ['create', 'recreate'].includes(plans.get(name) ?? ''),
    );
    const stopped = serviceContainers(run, service.name).some(({ running }) => !running);
    const linked = service.links.length > 0;
    const anew = upstream && options.recreate !== 'never';
    const always = anew && (options.recreateDependencies || stopped || linked);
    plans.set(service.name, convergenceOf(run, service, always ? 'always' : options.recreate));
  }
  return plans;
}
