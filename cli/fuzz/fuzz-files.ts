import { availableParallelism } from 'node:os';
import { Tinypool } from 'tinypool';
import { compileFile } from '../compile-file.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { findScenarioFiles, readText, writeText } from '../file-system.ts';
import { InputError } from '../input-error.ts';
import { endProgress, print, progress } from '../output.ts';
import { showDiagnostic } from '../show-diagnostic.ts';
import { hasErrors } from '../source-file.ts';
import { BATCH_RUNS, type Batch, batchSeed, isOwn, type Shard } from './batch.ts';
import type { FuzzedProperty, FuzzReport } from './fuzz-report.ts';
import { mergeProperties, mergeReports } from './merge-reports.ts';
import { reportText } from './report-text.ts';

export interface FuzzOptions {
  /** Worlds for each property, all shards together. */
  readonly runs?: number | undefined;
  /** Wall clock; what began before is finished. */
  readonly seconds?: number | undefined;
  readonly seed: number;
  readonly shard: Shard;
  readonly workers?: number | undefined;
  readonly report?: string | undefined;
  readonly engineVersion?: string | undefined;
  readonly merge?: true | undefined;
}

const DEFAULT_RUNS = 1000;

/** Judges the properties of files in many worlds at once, on every core. */
export async function fuzzFiles(paths: readonly string[], options: FuzzOptions): Promise<ExitCode> {
  if (options.merge) return finish(mergeReports(readReports(paths)), options);
  const begin = performance.now();
  const targets = targetsOf(paths);
  const properties = await fuzz(targets, options, begin);
  const { index, of } = options.shard;
  return finish(
    {
      version: 1,
      seed: options.seed,
      shards: [`${index}/${of}`],
      ms: Math.round(performance.now() - begin),
      properties,
    },
    options,
  );
}

interface Target {
  readonly file: string;
  readonly property: number;
  readonly name: string;
}

function targetsOf(paths: readonly string[]): readonly Target[] {
  const targets = findScenarioFiles(paths).flatMap((path) => {
    const source = compileFile(path);
    const [error] = source.diagnostics.filter(({ severity }) => severity === 'error');
    if (error !== undefined || hasErrors(source.diagnostics))
      throw new InputError(showDiagnostic(error!, source));
    return (source.ir?.properties ?? []).map(({ name }, property) => ({ file: path, property, name }));
  });
  if (targets.length === 0) throw new InputError(`no property found in ${paths.join(' ')}`);
  return targets;
}

/** The batches of this shard, one property after the other, round by round. */
function* batchesOf(targets: readonly Target[], options: FuzzOptions): Generator<Batch> {
  const { runs, seconds, seed, shard, engineVersion } = options;
  const most = runs ?? (seconds === undefined ? DEFAULT_RUNS : Number.POSITIVE_INFINITY);
  for (let number = 0; number * BATCH_RUNS < most; number++) {
    if (!isOwn(shard, number)) continue;
    for (const { file, property } of targets)
      yield {
        file,
        property,
        seed: batchSeed(seed, number),
        runs: Math.min(BATCH_RUNS, most - number * BATCH_RUNS),
        ...(engineVersion !== undefined && { engineVersion }),
      };
  }
}

async function fuzz(
  targets: readonly Target[],
  options: FuzzOptions,
  begin: number,
): Promise<readonly FuzzedProperty[]> {
  const threads = options.workers ?? availableParallelism();
  const pool = new Tinypool({
    filename: new URL('./fuzz-worker.mjs', import.meta.url).href,
    minThreads: 1,
    maxThreads: threads,
  });
  const deadline = options.seconds === undefined ? undefined : begin + options.seconds * 1000;
  const batches = batchesOf(targets, options);
  const found: FuzzedProperty[] = [];
  /** A property that was refuted is not asked again. */
  const refuted = new Set<string>();
  const work = async (): Promise<void> => {
    for (const batch of batches) {
      if (deadline !== undefined && performance.now() > deadline) return;
      const key = `${batch.file} ${batch.property}`;
      if (refuted.has(key)) continue;
      const result: FuzzedProperty = await pool.run(batch);
      found.push(result);
      if (result.failures.length > 0) refuted.add(key);
      const worlds = found.reduce((sum, { statistics }) => sum + statistics.worlds, 0);
      const rate = Math.round(worlds / ((performance.now() - begin) / 1000));
      progress(`${worlds} worlds, ${rate} a second, ${refuted.size} properties refuted`);
    }
  };
  try {
    await Promise.all(Array.from({ length: threads }, work));
  } finally {
    endProgress();
    await pool.destroy();
  }
  return mergeProperties(found);
}

function readReports(paths: readonly string[]): readonly [FuzzReport, ...FuzzReport[]] {
  const reports = paths.map((path): FuzzReport => {
    try {
      const value: unknown = JSON.parse(readText(path));
      if (isReport(value)) return value;
    } catch {
      // Told below.
    }
    throw new InputError(`${path} is no report of \`dnet fuzz --report\``);
  });
  const [first, ...others] = reports;
  if (first === undefined) throw new InputError('there is no report to merge');
  return [first, ...others];
}

const isReport = (value: unknown): value is FuzzReport =>
  typeof value === 'object' &&
  value !== null &&
  'version' in value &&
  value.version === 1 &&
  'properties' in value &&
  Array.isArray(value.properties);

/** What never had anything to judge is a failure, once all shards are in. */
const isHollow = ({ statistics }: FuzzedProperty): boolean => statistics.judged === 0;

function finish(report: FuzzReport, { report: path, shard, merge }: FuzzOptions): ExitCode {
  if (path !== undefined) writeText(path, `${JSON.stringify(report, null, 2)}\n`);
  print(reportText(report));
  if (report.properties.some(({ unjudgeable }) => unjudgeable.length > 0)) return EXIT.input;
  const whole = merge || shard.of === 1;
  const bad = report.properties.some(
    (property) => property.failures.length > 0 || (whole && isHollow(property)),
  );
  return bad ? EXIT.failed : EXIT.held;
}
