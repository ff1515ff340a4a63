import { encodeIr } from '../compiler/ir/ir-json.ts';
import { compileFile } from './compile-file.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { findScenarioFiles } from './file-system.ts';
import { InputError } from './input-error.ts';
import { print, printError } from './output.ts';
import { showDiagnostic } from './show-diagnostic.ts';
import { hasErrors } from './source-file.ts';

/** Compiles the files and prints what is wrong with them; with `emit` their IR, one JSON text for each. */
export function checkFiles(
  paths: readonly string[],
  emit: boolean,
  allowRead: readonly string[] = [],
): ExitCode {
  const files = findScenarioFiles(paths);
  if (files.length === 0) throw new InputError(`no scenario file found in ${paths.join(' ')}`);
  let errors = 0;
  for (const path of files) {
    const source = compileFile(path, { allowRead });
    const say = emit ? printError : print;
    for (const diagnostic of source.diagnostics) say(`${showDiagnostic(diagnostic, source)}\n`);
    if (hasErrors(source.diagnostics)) errors++;
    else if (emit && source.ir) print(encodeIr(source.ir, 2));
  }
  if (errors > 0) return EXIT.input;
  if (!emit) print(`${files.length === 1 ? '1 file' : `${files.length} files`}, no errors`);
  return EXIT.held;
}
