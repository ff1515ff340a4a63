import type { PlannedService } from '../../../compiler/ir/compose-plan.ts';
import type { CommandResult } from '../../shell/language/command-result.ts';
import { awaitedBy, chooseServices, isChosen } from '../choose-services.ts';
import type { ComposeRun, UpOptions } from '../compose-run.ts';
import { orphansOf } from '../project-containers.ts';
import { finish } from '../together.ts';
import { converge } from './converge.ts';
import { stopAndRemove } from './down.ts';
import { ensureNetworks } from './ensure-networks.ts';
import { startServices } from './start.ts';
import { noSuchService } from './stop.ts';
import { all, ended, newWriter, type Problem, type Writer, warn } from './writer.ts';

/** `docker compose up -d`: networks, then all containers, then all of them start. */
export function up(run: ComposeRun, options: UpOptions): CommandResult {
  const writer = newWriter();
  const services = chooseServices(run.plan, options.services, options.dependencies);
  if (!isChosen(services)) return ended(writer, noSuchService(services.unknown));
  return ended(writer, bringUp(run, writer, services, options));
}

function bringUp(
  run: ComposeRun,
  writer: Writer,
  services: readonly PlannedService[],
  options: UpOptions,
): Problem {
  const missing = ensureNetworks(run, writer);
  if (missing !== undefined) return missing;
  tellOrphans(run, writer, options.removeOrphans);
  const scaleOf = ({ name, scale }: PlannedService) => options.scale.get(name) ?? scale;
  const jobs = services.map((service) => ({
    name: service.name,
    after: awaitedBy(run.plan, service.name),
    work: () => converge(run, writer, service, recreateOf(service, options), scaleOf(service)),
  }));
  const problem = finish(all(jobs));
  if (problem !== undefined || !options.start) return problem;
  return startServices(run, writer, services, scaleOf);
}

/** `--force-recreate` is about the services that are named; what they need changes only when it must. */
function recreateOf({ name }: PlannedService, options: UpOptions): UpOptions['recreate'] {
  const named = options.services.length === 0 || options.services.includes(name);
  if (named) return options.recreate;
  return options.recreateDependencies ? 'always' : 'changed';
}

function tellOrphans(run: ComposeRun, writer: Writer, remove: boolean): void {
  const orphans = orphansOf(run);
  if (orphans.length === 0) return;
  if (!remove) {
    const names = orphans.map(({ name }) => name).join(' ');
    warn(
      writer,
      run.world,
      `Found orphan containers ([${names}]) for this project. If you removed or renamed this service in your compose file, you can run this command with the --remove-orphans flag to clean it up.`,
    );
    return;
  }
  const jobs = orphans.map((container) => ({
    name: container.id,
    after: [],
    work: () => stopAndRemove(run, writer, container),
  }));
  finish(all(jobs));
}
