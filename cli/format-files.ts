import { formatSource } from '../grammar/format-source.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { findScenarioFiles, readText, writeText } from './file-system.ts';
import { InputError } from './input-error.ts';
import { print } from './output.ts';
import { showDiagnostic } from './show-diagnostic.ts';

/**
 * Formats the files in place, or with `check` only names those that are not formatted. A file with errors
 * stays as it is.
 */
export function formatFiles(paths: readonly string[], check: boolean): ExitCode {
  const files = findScenarioFiles(paths);
  if (files.length === 0) throw new InputError(`no scenario file found in ${paths.join(' ')}`);
  let changed = 0;
  let broken = 0;
  for (const path of files) {
    const text = readText(path);
    const formatted = formatSource(path, text);
    const source = { textOf: (file: string) => (file === path ? text : undefined) };
    for (const diagnostic of formatted.diagnostics) print(`${showDiagnostic(diagnostic, source)}\n`);
    if (formatted.diagnostics.length > 0) broken++;
    else if (formatted.text !== text) {
      changed++;
      print(check ? `${path} is not formatted` : path);
      if (!check) writeText(path, formatted.text);
    }
  }
  if (broken > 0) return EXIT.input;
  return check && changed > 0 ? EXIT.failed : EXIT.held;
}
