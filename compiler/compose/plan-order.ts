import { frontEndOf, networkOf, usedNetworks } from './names.ts';
import type { ComposeNetwork, ComposeProject, ComposeService } from './project.ts';

/** The services in the order in which the program takes those that do not wait for each other. */
export const servicesInOrder = (project: ComposeProject): readonly ComposeService[] =>
  frontEndOf(project).servicesBy === 'name' ? byName(project.services) : dependentsLast(project.services);

/** The networks in the order in which `up` makes them. */
export function networksInOrder(
  project: ComposeProject,
  services: readonly ComposeService[],
): readonly ComposeNetwork[] {
  if (frontEndOf(project).servicesBy === 'name')
    return [...usedNetworks(project)].sort((a, b) => (a.key < b.key ? -1 : 1));
  const keys = services.flatMap(({ networks }) =>
    [...networks].sort((a, b) => a.origin.start - b.origin.start).map(({ network }) => network),
  );
  return [...new Set(keys)].flatMap((key) => networkOf(project, key) ?? []);
}

const byName = (services: readonly ComposeService[]): readonly ComposeService[] =>
  [...services].sort((a, b) => (a.name < b.name ? -1 : 1));

/** The last of the file first, each put before those that need it (compose/config/sort_services.py). */
function dependentsLast(services: readonly ComposeService[]): readonly ComposeService[] {
  const order: ComposeService[] = [];
  const visit = (service: ComposeService): void => {
    if (order.includes(service)) return;
    for (const other of services) {
      if (other.dependsOn.some((dependency) => dependency.service === service.name)) visit(other);
    }
    order.unshift(service);
  };
  for (const service of services.toReversed()) visit(service);
  return order;
}
