import { compileFile } from '../compile-file.ts';
import { judgeProperty } from '../judge-property.ts';
import { statisticsJson } from '../statistics-json.ts';
import type { Batch } from './batch.ts';
import type { FuzzedProperty } from './fuzz-report.ts';

/** Judges one batch, in a thread of its own. */
function judgeBatch({ file, property, seed, runs, engineVersion }: Batch): FuzzedProperty {
  const judged = compileFile(file).ir?.properties[property];
  if (judged === undefined) throw new Error(`${file} has changed since it was read`);
  const run = judgeProperty(judged, { seed, runs, ...(engineVersion !== undefined && { engineVersion }) });
  const [diagnostic] = run.diagnostics;
  const { counterexample, verdict } = run;
  return {
    file,
    name: judged.name,
    batches: 1,
    statistics: statisticsJson(run.statistics),
    failures:
      counterexample === undefined
        ? []
        : [{ seed, runs, message: diagnostic?.message ?? '', counterexample }],
    unjudgeable: verdict === 'unjudgeable' ? [diagnostic?.message ?? ''] : [],
  };
}

// A worker pool calls a default export; Biome's rule against them has its exception here.
// biome-ignore lint/style/noDefaultExport: the pool asks for it
export default judgeBatch;
