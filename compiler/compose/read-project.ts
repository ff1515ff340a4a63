import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/span.ts';
import { checkProject } from './check.ts';
import { decodeNetwork } from './decode-network.ts';
import { decodeService } from './decode-service.ts';
import { layered, serviceEnvironment } from './environment.ts';
import { dockerCompose, type FrontEnd } from './front-end.ts';
import { type Lookup, substitute } from './interpolate.ts';
import { loadFiles } from './load.ts';
import { normalizeProjectName } from './names.ts';
import { baseName, directoryOf, normalizePath, resolvePath } from './path.ts';
import type { ComposeNetwork, ComposeProject, ComposeService } from './project.ts';
import { type ComposeReader, type Files, noFiles, projectFiles } from './reader.ts';
import { child, type Dict, entriesOf, settle, type Tree, textOf, toJson } from './tree.ts';
import { type ParsedFile, parseFile, type Report, type SourceFile } from './yaml.ts';

export interface ComposeOptions {
  /** Reads `.env` and whatever the files include, extend or name; by default nothing. */
  readonly reader?: ComposeReader;
  /** Permits files outside the project's own folder. */
  readonly allowRead?: (path: string) => boolean;
  /** The variables of the calling program; they win over those of `.env`. */
  readonly environment?: { readonly [name: string]: string };
  /** Instead of the project's `.env`; a later one wins. */
  readonly envFiles?: readonly string[];
  /** What relative paths start from, instead of the first file's folder. */
  readonly projectDirectory?: string;
  /** What that folder is called, where its path is relative and does not say: the project's name follows it. */
  readonly directoryName?: string;
  /** As with `-p`. */
  readonly projectName?: string;
  /** As with `--profile`, instead of COMPOSE_PROFILES; `*` activates all. */
  readonly profiles?: readonly string[];
  readonly frontEnd?: FrontEnd;
}

export interface ReadCompose {
  /** Absent only if nothing could be read at all. With errors it holds what is sound. */
  readonly project?: ComposeProject;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the files as `docker compose -f first -f second …` does: each later one is laid over those before it. */
export function readComposeProject(files: readonly SourceFile[], options: ComposeOptions = {}): ReadCompose {
  const { diagnostics, report } = collector();
  const first = files[0];
  if (first === undefined) return { diagnostics };
  const frontEnd = options.frontEnd ?? dockerCompose;
  const given = files.map((file) => parseFile({ ...file, path: normalizePath(file.path) }, report));
  const directory = normalizePath(options.projectDirectory ?? directoryOf(first.path));
  const roots = [directory, ...given.map(({ path }) => directoryOf(path))];
  const opened = projectFiles(options.reader ?? noFiles, roots, options.allowRead ?? (() => false), report);
  const start: Span = { file: given[0]!.path, start: 0, end: Math.min(first.text.length, 1) };

  const environment = projectEnvironment(directory, start, opened, options, frontEnd, report);
  const name = projectName(given, environment, directory, start, options, frontEnd, report);
  const lookup: Lookup = (key) => (key === 'COMPOSE_PROJECT_NAME' ? name : environment(key));
  const loading = { frontEnd, files: opened, report, directory, lookup, includedBy: [] };
  const model = loadFiles(given, { ...loading, extendedFiles: new Map() });
  if (model === undefined) {
    if (diagnostics.length === 0) report(diagnose('E3009', {}, start, { notes: ['empty compose file'] }));
    return { diagnostics };
  }
  const settled = settle(model) as Dict;
  const decoding = {
    environment: (service: Tree) => serviceEnvironment(service, { lookup, files: opened, frontEnd, report }),
    frontEnd,
    report,
  };
  const services = entriesOf(child(settled, 'services')).map(([key, entry]) =>
    decodeService(key, entry, decoding),
  );
  const profiles = options.profiles ?? listed(environment('COMPOSE_PROFILES'));
  const project: ComposeProject = {
    name,
    frontEnd: frontEnd.name,
    directory,
    files: [...new Set([...given, ...opened.compose].map(({ path }) => path))],
    profiles,
    services: services.filter((service) => isActive(service, profiles)),
    disabled: services.filter((service) => !isActive(service, profiles)),
    networks: allNetworks(settled, services, name),
    rest: restOf(settled),
  };
  checkProject(project, report);
  return { project, diagnostics };
}

/** Keeps each diagnostic once: a file that is extended twice is not wrong twice. */
function collector() {
  const diagnostics: Diagnostic[] = [];
  const seen = new Set<string>();
  const report: Report = (diagnostic) => {
    const { code, message, span } = diagnostic;
    const key = JSON.stringify([code, message, span]);
    if (seen.has(key)) return;
    seen.add(key);
    diagnostics.push(diagnostic);
  };
  return { diagnostics, report };
}

const listed = (text: string | undefined): readonly string[] =>
  (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** The program's variables over those of `.env` (compose-go cli/options.go, WithEnvFiles and WithDotEnv). */
function projectEnvironment(
  directory: string,
  at: Span,
  files: Files,
  options: ComposeOptions,
  frontEnd: FrontEnd,
  report: Report,
): Lookup {
  const given = options.environment ?? {};
  const outer: Lookup = (name) => (Object.hasOwn(given, name) ? given[name] : undefined);
  if (options.envFiles !== undefined) {
    const sources = options.envFiles.flatMap(
      (path) => files.open(normalizePath(path), 'the environment file', at) ?? [],
    );
    return layered(outer, sources, frontEnd, report);
  }
  if (/^(1|t|true)$/i.test(outer('COMPOSE_DISABLE_ENV_FILE') ?? '')) return outer;
  const own = files.tryOpen(resolvePath(directory, '.env'));
  return layered(outer, 'refused' in own ? [] : [own], frontEnd, report);
}

/** `-p`, COMPOSE_PROJECT_NAME, the last `name:`, the folder (compose-go loader/loader.go, projectName). */
function projectName(
  files: readonly ParsedFile[],
  environment: Lookup,
  directory: string,
  start: Span,
  options: ComposeOptions,
  frontEnd: FrontEnd,
  report: Report,
): string {
  const refuse = (name: string, at: Span) => {
    const said = frontEnd.texts.projectName(name);
    report(diagnose('E3046', { name }, at, { notes: said === undefined ? [] : [said] }));
    return normalizeProjectName(name) || 'default';
  };
  const imposed = options.projectName || environment('COMPOSE_PROJECT_NAME');
  if (imposed !== undefined && imposed !== '') {
    const mended = normalizeProjectName(imposed);
    const fine = mended === imposed || frontEnd.projectName === 'mended';
    return fine ? mended : refuse(imposed, start);
  }
  const named = files
    .flatMap(({ documents }) => documents.flatMap((tree) => child(tree, 'name') ?? []))
    .at(-1);
  const written = substitute(textOf(named) ?? '', environment, frontEnd.interpolation).text;
  const fromFile = frontEnd.refuses.project?.includes('name') ? '' : normalizeProjectName(written);
  if (fromFile !== '') return fromFile;
  const folder = normalizeProjectName(options.directoryName ?? baseName(directory));
  return folder === '' ? refuse('', named?.origin ?? start) : folder;
}

/** Without profiles a service is always active (compose-go types/project.go, HasProfile). */
const isActive = ({ profiles }: ComposeService, active: readonly string[]): boolean =>
  profiles.length === 0 || active.includes('*') || profiles.some(({ value }) => active.includes(value));

/** The declared networks, and `default` if it is used (compose-go loader/normalize.go, normalizeNetworks). */
function allNetworks(
  model: Dict,
  services: readonly ComposeService[],
  project: string,
): readonly ComposeNetwork[] {
  const declared = entriesOf(child(model, 'networks')).map(([key, entry]) =>
    decodeNetwork(key, entry, project),
  );
  const user = services.find(({ networks }) => networks.some(({ network }) => network === 'default'));
  if (user === undefined || declared.some(({ key }) => key === 'default')) return declared;
  const nothing: Tree = { kind: 'scalar', value: null, origin: user.origin };
  const implicit = decodeNetwork('default', { key: user.origin, value: nothing }, project);
  return [...declared, { ...implicit, written: false }];
}

function restOf(model: Dict) {
  const others = [...model.entries].filter(([key]) => !['name', 'services', 'networks'].includes(key));
  return Object.fromEntries(others.map(([key, { value }]) => [key, toJson(value)]));
}
