import type { Property, Scenario } from '../compiler/ir/ir.ts';
import type { Coverage } from '../runtime/coverage/coverage.ts';
import { resolveVersion, VERSION_NAMES } from '../runtime/engine/versions/versions.ts';
import { problemsOf } from '../runtime/scenario/problems.ts';
import { tallyOf } from '../runtime/scenario/tally.ts';
import { compileFile } from './compile-file.ts';
import { differencesBetween } from './differences.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { findScenarioFiles } from './file-system.ts';
import { InputError } from './input-error.ts';
import { endProgress, print, progress } from './output.ts';
import { type Play, type PlayOptions, withPlayer } from './play-scenario.ts';
import type { ReporterName } from './reporters/names.ts';
import type { FileReport, PropertyRun, RunReport, ScenarioRun } from './reporters/report.ts';
import { REPORTERS } from './reporters/reporters.ts';
import { SERVICES } from './services.ts';
import { hasErrors } from './source-file.ts';
import { updateMatrices } from './update-matrices.ts';

export interface TestOptions extends PlayOptions {
  readonly reporter: ReporterName;
  readonly grep?: RegExp | undefined;
  readonly update?: true | undefined;
  readonly allowRead?: readonly string[] | undefined;
  readonly engineVersion?: readonly string[] | undefined;
  /** Measure what the claims exercised. */
  readonly coverage?: true | undefined;
  /** Worlds for each property. */
  readonly runs?: number | undefined;
}

/**
 * Judges every scenario of the files, prints what the reporter makes of it, and says how the process should
 * end.
 */
export async function runTests(paths: readonly string[], options: TestOptions): Promise<ExitCode> {
  const versions = checkVersions(options.engineVersion);
  const reporter = REPORTERS[options.reporter];
  const begin = performance.now();
  const files: FileReport[] = [];
  await withPlayer(options, async (play) => {
    for (const path of findScenarioFiles(paths)) {
      progress(path);
      await breathe();
      const file = await judgeFile(path, options, versions, play);
      endProgress();
      if (file === undefined) continue;
      files.push(file);
      print(reporter.file(file));
      if (options.bail && hasProblems(file)) break;
    }
  });
  const report: RunReport = { files, differences: differencesBetween(files), ms: performance.now() - begin };
  // Nothing to judge is not green: a mistyped path or pattern would otherwise pass unnoticed.
  if (
    files.every(
      ({ runs, properties, source }) =>
        runs.length + properties.length === 0 && !hasErrors(source.diagnostics),
    )
  )
    throw new InputError(nothingFound(paths, options));
  print(reporter.end(report));
  if (options.update) for (const { source, runs } of files) updateMatrices(source, runs);
  return exitCodeOf(files);
}

/** Lets signals come through: judging is one long computation, and Ctrl-C should not wait for all of it. */
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function checkVersions(wanted: readonly string[] | undefined): readonly (string | undefined)[] {
  if (wanted === undefined) return [undefined];
  const unknown = wanted.find((version) => resolveVersion(version) === undefined);
  if (unknown !== undefined)
    throw new InputError(`dnet does not simulate engine ${unknown}; it knows ${VERSION_NAMES.join(', ')}`);
  return wanted;
}

const nothingFound = (paths: readonly string[], { grep }: TestOptions): string =>
  grep === undefined
    ? `no scenario found in ${paths.join(' ')}`
    : `no scenario found in ${paths.join(' ')} whose name matches ${grep.source}`;

/** Undefined when the file has nothing that was asked for. */
async function judgeFile(
  path: string,
  options: TestOptions,
  versions: readonly (string | undefined)[],
  play: Play,
): Promise<FileReport | undefined> {
  const source = compileFile(path, { allowRead: options.allowRead });
  if (hasErrors(source.diagnostics) || source.ir === undefined) return { source, runs: [], properties: [] };
  const wanted = ({ name }: { readonly name: string }) => options.grep?.test(name) ?? true;
  const scenarios = source.ir.scenarios.filter(wanted);
  const properties = source.ir.properties.filter(wanted);
  if (scenarios.length + properties.length === 0 && options.grep !== undefined) return undefined;
  const runs: ScenarioRun[] = [];
  for (const scenario of scenarios) {
    progress(`${path}: ${scenario.name}`);
    for (const version of versions)
      runs.push(await judge(scenario, version, play, options.coverage === true));
    if (options.bail && runs.some(({ diagnostics }) => hasErrors(diagnostics))) break;
  }
  const found = await judgeProperties(path, properties, options, versions);
  return { source, runs, properties: found };
}

/** How many worlds are generated for a property, and from which seed, where nobody says. */
const DEFAULT_RUNS = 50;
const DEFAULT_SEED = 1;

/** fast-check is read only where there is a property to judge. */
async function judgeProperties(
  path: string,
  properties: readonly Property[],
  { runs = DEFAULT_RUNS, seed = DEFAULT_SEED, bail }: TestOptions,
  versions: readonly (string | undefined)[],
): Promise<readonly PropertyRun[]> {
  if (properties.length === 0) return [];
  const { judgeProperty } = await import('./judge-property.ts');
  const found: PropertyRun[] = [];
  for (const property of properties)
    for (const version of versions) {
      progress(`${path}: ${property.name}`);
      await breathe();
      const options = { runs, seed, ...(version !== undefined && { engineVersion: version }) };
      found.push(judgeProperty(property, options));
      if (bail && hasErrors(found.at(-1)!.diagnostics)) return found;
    }
  return found;
}

async function judge(
  scenario: Scenario,
  engineVersion: string | undefined,
  play: Play,
  covered: boolean,
): Promise<ScenarioRun> {
  const begin = performance.now();
  const result = await play(scenario, engineVersion);
  const ms = performance.now() - begin;
  const coverage = covered ? await coverageOf(scenario, engineVersion) : undefined;
  return {
    result,
    tally: tallyOf(result),
    ...(coverage && { coverage }),
    diagnostics: problemsOf(result),
    ms,
  };
}

async function coverageOf(scenario: Scenario, engineVersion: string | undefined): Promise<Coverage> {
  const { coverScenario } = await import('../runtime/coverage/cover-scenario.ts');
  return coverScenario(scenario, {
    services: SERVICES,
    ...(engineVersion !== undefined && { engineVersion }),
  });
}

const hasProblems = ({ source, runs, properties }: FileReport): boolean =>
  hasErrors(source.diagnostics) || [...runs, ...properties].some(({ diagnostics }) => hasErrors(diagnostics));

/** An input that is wrong weighs more than a claim that fails: then not everything was judged. */
function exitCodeOf(files: readonly FileReport[]): ExitCode {
  const runs = files.flatMap((file) => file.runs);
  const unjudged = ({ result, tally }: ScenarioRun): boolean =>
    result.diagnostics.length > 0 || tally.unjudgeable > 0;
  const properties = files.flatMap((file) => file.properties);
  if (properties.some(({ verdict }) => verdict === 'unjudgeable')) return EXIT.input;
  if (files.some(({ source }) => hasErrors(source.diagnostics)) || runs.some(unjudged)) return EXIT.input;
  return files.some(hasProblems) ? EXIT.failed : EXIT.held;
}
