import { MATRIX_FORMATS, type MatrixFormat } from '../runtime/matrix/print/formats.ts';
import { matrixOfPlan } from '../runtime/matrix/reach-matrix.ts';
import type { ComposeOptions } from './compose-options.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { print } from './output.ts';
import { engineOf, readCompose } from './read-compose.ts';

/** Brings a project up in a world of its own, probes every port from everywhere, and prints what came of it. */
export function printMatrix(files: readonly string[], format: string, options: ComposeOptions): ExitCode {
  const read = readCompose(files, options);
  if (read === undefined) return EXIT.input;
  print(MATRIX_FORMATS[format as MatrixFormat](matrixOfPlan(read.plan, engineOf(options))));
  return EXIT.held;
}
