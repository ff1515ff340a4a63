import { diagnose } from '../../diagnostics/diagnostic.ts';
import { didYouMean } from '../../diagnostics/did-you-mean.ts';
import type { Span } from '../../diagnostics/span.ts';
import { type ExtendedFile, type Loading, readDocuments } from './load.ts';
import { merge } from './merge.ts';
import { directoryOf, resolvePath } from './path.ts';
import { child, type Dict, mapChild, mapValues, settle, type Tree, textOf, withChild } from './tree.ts';
import type { SourceFile } from './yaml.ts';

/** The services of one file, by which `extends` without a `file` is resolved. */
interface Scope extends ExtendedFile {
  readonly loading: Loading;
}

interface Step {
  readonly service: string;
  readonly file: string;
}

/** Lays every service over the one that it extends, and that one over its own base (compose-go loader/extends.go). */
export function applyExtends(document: Dict, source: SourceFile, loading: Loading): Dict {
  const scope: Scope = { source, services: child(document, 'services'), loading };
  return mapChild(document, 'services', (services) =>
    mapValues(services, (service, name) =>
      service.kind === 'dict' ? extended(name, service, scope, []) : service,
    ),
  );
}

function extended(name: string, service: Dict, scope: Scope, trail: readonly Step[]): Dict {
  const reference = child(service, 'extends');
  const own = withChild(service, 'extends', undefined);
  const baseName = textOf(child(reference, 'service'));
  if (reference === undefined || baseName === undefined) return own;
  const step = { service: name, file: scope.source.path };
  const steps = [...trail, step];
  if (trail.some(({ service: s, file }) => s === name && file === step.file)) {
    reportCycle(steps, reference, scope.loading);
    return own;
  }
  const baseScope = scopeOf(child(reference, 'file'), scope);
  if (baseScope === undefined) return own;
  const base = child(baseScope.services, baseName);
  if (base?.kind !== 'dict') {
    reportUnknown(name, baseName, reference, scope, baseScope);
    return own;
  }
  refuseUnextendable(baseName, base, reference, scope, baseScope);
  const whole = extended(baseName, base, baseScope, steps);
  // What the base resets is no business of the files that the extending service is merged with.
  const merged = merge(settle(whole) as Dict, own, scope.loading.report, ['services', name]);
  return { ...merged, origin: service.origin };
}

/** Where to look for the base: this file, or the one that `file:` names, read for its own folder. */
function scopeOf(file: Tree | undefined, scope: Scope): Scope | undefined {
  const path = textOf(file);
  if (file === undefined || path === undefined) return scope;
  const { loading } = scope;
  const { extendedFiles } = loading;
  const target = resolvePath(loading.directory, path);
  const there: Loading = { ...loading, directory: directoryOf(target) };
  if (!extendedFiles.has(target)) extendedFiles.set(target, readExtended(target, file.origin, there));
  const read = extendedFiles.get(target);
  return read && { ...read, loading: there };
}

function readExtended(path: string, at: Span, loading: Loading): ExtendedFile | undefined {
  const source = loading.files.openCompose(path, 'the extended file', at);
  if (source === undefined) return undefined;
  const [first, ...others] = readDocuments(source, loading);
  const document = others.reduce((below, over) => below && merge(below, over, loading.report), first);
  return { source, services: child(document, 'services') };
}

function reportCycle(steps: readonly Step[], at: Tree, { frontEnd, report }: Loading): void {
  const last = steps.at(-1)!;
  const start = steps.findIndex(({ service, file }) => service === last.service && file === last.file);
  const circle = steps.slice(start);
  const notes = [frontEnd.texts.circularExtends(circle)];
  report(diagnose('E3020', { trail: circle.map(({ service }) => service) }, at.origin, { notes }));
}

function reportUnknown(name: string, base: string, at: Tree, scope: Scope, there: Scope): void {
  const { frontEnd, report } = scope.loading;
  const known = there.services?.kind === 'dict' ? there.services.entries.keys() : [];
  const other = there === scope ? undefined : there.source.path;
  const notes = [frontEnd.texts.unknownBase(name, scope.source.path, base, other)];
  const suggestions = didYouMean(base, known);
  report(diagnose('E3021', { service: name, base, suggestions }, at.origin, { notes }));
}

/** docker-compose 1 does not take over what refers to other services of the base's file. */
function refuseUnextendable(name: string, base: Dict, at: Tree, scope: Scope, there: Scope): void {
  const { frontEnd, report } = scope.loading;
  for (const key of frontEnd.unextendable) {
    const value = child(base, key);
    const harmless = key === 'network_mode' && !textOf(value)?.startsWith('service:');
    if (value === undefined || harmless) continue;
    const notes = [frontEnd.texts.unextendable(name, there.source.path, key)];
    const related = [{ span: value.origin, message: `\`${key}\` of the extended service` }];
    report(diagnose('E3024', { service: name, key }, at.origin, { notes, related }));
  }
}
