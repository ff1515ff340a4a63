import { Company } from '../engines/company.ts';
import { type Comparison, compareScenario, differs } from '../engines/compare/compare-scenario.ts';
import { openEngines } from '../engines/open-engines.ts';
import { withCleanup } from './cleanup.ts';
import { comparisonText } from './comparison-text.ts';
import { compileFile } from './compile-file.ts';
import type { EngineOptions } from './engine-options.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { findScenarioFiles } from './file-system.ts';
import { InputError } from './input-error.ts';
import { endProgress, print, printError, progress } from './output.ts';
import { SERVICES } from './services.ts';
import { showDiagnostic } from './show-diagnostic.ts';
import { hasErrors } from './source-file.ts';

export interface CompareOptions extends EngineOptions {
  readonly json?: true | undefined;
  readonly verbose?: true | undefined;
}

/** Plays every scenario of the files on both engines and prints where they differ. */
export async function compareFiles(paths: readonly string[], options: CompareOptions): Promise<ExitCode> {
  const files = findScenarioFiles(paths).map((path) => compileFile(path));
  if (files.length === 0) throw new InputError(`no scenario file found in ${paths.join(' ')}`);
  for (const source of files)
    for (const diagnostic of source.diagnostics) printError(showDiagnostic(diagnostic, source));
  if (files.some(({ diagnostics }) => hasErrors(diagnostics))) return EXIT.input;
  const hosts = await openEngines(options, process.env);
  const company = new Company(hosts);
  const comparisons: (Comparison & { readonly file: string })[] = [];
  await withCleanup(
    async () => {
      for (const { path, ir } of files)
        for (const scenario of ir?.scenarios ?? []) {
          progress(`${path}: ${scenario.name}`);
          const comparison = await compareScenario(company, hosts, scenario, SERVICES);
          endProgress();
          comparisons.push({ file: path, ...comparison });
          if (!options.json) print(comparisonText(comparison, options.verbose ?? false));
        }
    },
    () => company.leave(),
  );
  if (options.json) print(JSON.stringify({ version: 1, comparisons }, bigIntText, 2));
  return comparisons.some(differs) ? EXIT.failed : EXIT.held;
}

/** IPv6 addresses are numbers that JSON does not have. */
const bigIntText = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? `${value}` : value);
