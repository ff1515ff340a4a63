import { dockerCompose, dockerComposeV1, type FrontEnd } from './front-end.ts';
import type { ComposeAttachment, ComposeNetwork, ComposeProject, ComposeService } from './project.ts';

/** Lower case, only `[a-z0-9_-]`, starting with a letter or digit (compose-go loader.go, NormalizeProjectName). */
export const normalizeProjectName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, '')
    .replace(/^[_-]+/, '');

export const frontEndOf = ({ frontEnd }: ComposeProject): FrontEnd =>
  frontEnd === 'docker compose' ? dockerCompose : dockerComposeV1;

/** The name of a service's container; `index` counts from 1. */
export function containerName(project: ComposeProject, service: ComposeService, index: number): string {
  const parts = [project.name, service.name, String(index)];
  return service.containerName?.value ?? parts.join(frontEndOf(project).separator);
}

/**
 * The aliases that the front end asks the engine for: the container's name (docker compose 2), the service's name,
 * and those of the file. The engine adds the container's short id on its own.
 */
export function aliasesOf(
  project: ComposeProject,
  service: ComposeService,
  attachment: ComposeAttachment,
  index: number,
): readonly string[] {
  const own = frontEndOf(project).aliasesContainerName ? [containerName(project, service, index)] : [];
  return [...new Set([...own, service.name, ...attachment.aliases.map(({ value }) => value)])];
}

/** How many containers a service has (compose-go types.go, GetScale). */
export const scaleOf = (service: ComposeService): number =>
  service.scale?.value ?? service.deploy?.replicas?.value ?? 1;

export const networkOf = (project: ComposeProject, key: string): ComposeNetwork | undefined =>
  project.networks.find((network) => network.key === key);

export const serviceNamed = (project: ComposeProject, name: string): ComposeService | undefined =>
  project.services.find((service) => service.name === name);

/**
 * Active services, each after those that it waits for; `up` creates them in this order. The programs create what
 * does not wait for each other at the same time; here the one that comes first by name (or in the file) goes first.
 */
export function serviceOrder(project: ComposeProject): readonly ComposeService[] {
  const byName = frontEndOf(project).servicesBy === 'name';
  const all = byName
    ? [...project.services].sort((a, b) => (a.name < b.name ? -1 : 1))
    : [...project.services];
  const placed = new Set<string>();
  const order: ComposeService[] = [];
  const place = (service: ComposeService) => {
    if (placed.has(service.name)) return;
    placed.add(service.name);
    const awaited = new Set(service.dependsOn.map((dependency) => dependency.service));
    for (const other of all) if (awaited.has(other.name)) place(other);
    order.push(service);
  };
  for (const service of all) place(service);
  return order;
}

/** The networks that `up` creates or looks for: those that an active service joins. */
export function usedNetworks(project: ComposeProject): readonly ComposeNetwork[] {
  const joined = new Set(project.services.flatMap(({ networks }) => networks.map(({ network }) => network)));
  return project.networks.filter(({ key }) => joined.has(key));
}
