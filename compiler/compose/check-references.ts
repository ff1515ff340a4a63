import { diagnose } from '../../diagnostics/diagnostic.ts';
import { didYouMean } from '../../diagnostics/did-you-mean.ts';
import { frontEndOf, serviceNamed } from './names.ts';
import type { ComposeDependency, ComposeProject, ComposeService } from './project.ts';
import type { Report } from './yaml.ts';

/** Every service that another one names exists and is active, and nobody waits for itself. */
export function checkReferences(project: ComposeProject, report: Report): void {
  for (const service of project.services) {
    for (const dependency of service.dependsOn) checkDependency(project, service, dependency, report);
  }
  checkCycle(project, report);
}

function checkDependency(
  project: ComposeProject,
  { name }: ComposeService,
  { service: target, by, required, origin }: ComposeDependency,
  report: Report,
): void {
  if (serviceNamed(project, target) !== undefined) return;
  const sleeping = project.disabled.find((service) => service.name === target);
  if (sleeping !== undefined && !required) return;
  const suggestions = didYouMean(
    target,
    project.services.map((service) => service.name),
  );
  const notes = [textFor(by, project)(name, target)];
  const profiles = sleeping?.profiles.map(({ value }) => value).join(', ');
  report(
    diagnose(
      'E3032',
      { service: name, target, key: by === 'namespace' ? 'pid or ipc' : by, suggestions },
      origin,
      {
        notes,
        ...(sleeping && {
          help: `\`${target}\` is active only with the profile ${profiles}`,
          related: [{ span: sleeping.origin, message: 'inactive' }],
        }),
      },
    ),
  );
}

function textFor(by: ComposeDependency['by'], project: ComposeProject) {
  const { texts } = frontEndOf(project);
  if (by === 'links') return texts.unknownLink;
  return by === 'network_mode' ? texts.unknownModeService : texts.unknownDependency;
}

/** Reports the first circle, walking by name as compose does (compose-go graph/cycle.go). */
function checkCycle(project: ComposeProject, report: Report): void {
  const done = new Set<string>();
  const walk = (service: ComposeService, trail: readonly string[]): boolean => {
    if (done.has(service.name)) return false;
    for (const { service: next, origin } of byName(service.dependsOn)) {
      const path = [...trail, service.name];
      const start = path.indexOf(next);
      if (start >= 0) {
        const circle = [...path.slice(start), next];
        const notes = [frontEndOf(project).texts.circularDependency(circle)];
        report(diagnose('E3033', { trail: circle }, origin, { notes }));
        return true;
      }
      const awaited = serviceNamed(project, next);
      if (awaited !== undefined && walk(awaited, path)) return true;
    }
    done.add(service.name);
    return false;
  };
  const services = [...project.services].sort((a, b) => (a.name < b.name ? -1 : 1));
  services.some((service) => walk(service, []));
}

const byName = (dependencies: readonly ComposeDependency[]) =>
  [...dependencies].sort((a, b) => (a.service < b.service ? -1 : 1));
