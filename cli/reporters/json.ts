import { statisticsJson } from '../statistics-json.ts';
import type { Reporter } from './report.ts';

/** For programs: one object with everything, traces of what went wrong included. */
export const json: Reporter = {
  file: () => '',
  end: ({ files, differences, ms }) =>
    JSON.stringify(
      {
        version: 1,
        ms: Math.round(ms),
        files: files.map(({ source, runs, properties }) => ({
          file: source.path,
          diagnostics: source.diagnostics,
          scenarios: runs.map(({ result, tally, coverage, diagnostics, ms: own }) => ({
            name: result.name,
            engineVersion: result.engineVersion,
            ms: Math.round(own),
            tally,
            coverage,
            diagnostics,
            items: result.items,
          })),
          properties: properties.map(({ statistics, ms: own, ...run }) => ({
            ...run,
            ms: Math.round(own),
            statistics: statisticsJson(statistics),
          })),
        })),
        differences,
      },
      null,
      2,
    ),
};
