import type { ComposePlan } from '../ir/compose-plan.ts';
import { frontEndOf } from './names.ts';
import { resolvePath } from './path.ts';
import { plannedNetwork } from './plan-network.ts';
import { networksInOrder, servicesInOrder } from './plan-order.ts';
import { plannedService } from './plan-service.ts';
import type { ComposeProject } from './project.ts';

/**
 * What the project's program asks of an engine. `root` is the absolute folder that the project's relative paths start
 * from; labels tell it.
 */
export function composePlan(project: ComposeProject, root = '/srv/proj'): ComposePlan {
  const { name: frontEnd, version, separator } = frontEndOf(project);
  const services = servicesInOrder(project);
  return {
    project: project.name,
    frontEnd,
    version,
    separator,
    directory: resolvePath(root, project.directory),
    files: project.files.map((file) => resolvePath(root, file)),
    networks: networksInOrder(project, services).map(plannedNetwork),
    services: services.map((service) => plannedService(project, service)),
  };
}
