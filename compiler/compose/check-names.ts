import { diagnose } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/span.ts';
import { frontEndOf, scaleOf } from './names.ts';
import type { ComposeProject, ComposeService } from './project.ts';
import type { Report } from './yaml.ts';

/** Container names are unique, and the number of containers is said once. */
export function checkNames(project: ComposeProject, report: Report): void {
  const taken = new Map<string, { readonly service: string; readonly origin: Span }>();
  for (const service of project.services) {
    checkContainerName(project, service, taken, report);
    checkScale(project, service, report);
    checkImage(project, service, report);
  }
}

function checkContainerName(
  project: ComposeProject,
  { name, containerName }: ComposeService,
  taken: Map<string, { readonly service: string; readonly origin: Span }>,
  report: Report,
): void {
  if (containerName === undefined) return;
  const { value: container, origin } = containerName;
  const first = taken.get(container);
  if (first === undefined) {
    taken.set(container, { service: name, origin });
    return;
  }
  const said = frontEndOf(project).texts.containerNameTwice(name, container, first.service);
  const notes = said === undefined ? [] : [said];
  const related = [{ span: first.origin, message: 'first given here' }];
  const params = { service: name, container, other: first.service };
  report(diagnose('E3034', params, origin, { notes, related }));
}

function checkScale(project: ComposeProject, service: ComposeService, report: Report): void {
  const { name, scale, deploy, containerName } = service;
  const { texts } = frontEndOf(project);
  const replicas = deploy?.replicas;
  if (scale !== undefined && replicas !== undefined && scale.value !== replicas.value) {
    const said = texts.scaleAndReplicas(name);
    const notes = said === undefined ? [] : [said];
    const related = [{ span: replicas.origin, message: 'replicas given here' }];
    const params = { service: name, scale: scale.value, replicas: replicas.value };
    report(diagnose('E3036', params, scale.origin, { notes, related }));
  }
  const count = scaleOf(service);
  if (containerName === undefined || count <= 1) return;
  const key = scale === undefined ? 'deploy.replicas' : 'scale';
  const notes = [texts.containerNameScaled(name, containerName.value, key)];
  const params = { service: name, container: containerName.value, scale: count };
  report(diagnose('E3035', params, containerName.origin, { notes }));
}

function checkImage(project: ComposeProject, service: ComposeService, report: Report): void {
  if (service.image !== undefined || service.build !== undefined || 'provider' in Object(service.rest))
    return;
  const notes = [frontEndOf(project).texts.noImage(service.name)];
  report(diagnose('E3037', { service: service.name }, service.origin, { notes }));
}
