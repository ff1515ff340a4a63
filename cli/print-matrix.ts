import { compareMatrices } from '../runtime/matrix/compare.ts';
import { comparisonJson, comparisonText } from '../runtime/matrix/print/comparison.ts';
import { exposureJson, exposureText } from '../runtime/matrix/print/exposure.ts';
import { MATRIX_FORMATS, type MatrixFormat } from '../runtime/matrix/print/formats.ts';
import { matrixOfPlan, type ReachMatrix } from '../runtime/matrix/reach-matrix.ts';
import type { ComposeOptions } from './compose-options.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { print } from './output.ts';
import { engineOf, readCompose } from './read-compose.ts';

/** Brings a project up in a world of its own and probes every port from everywhere. */
function probe(files: readonly string[], options: ComposeOptions): ReachMatrix | undefined {
  const read = readCompose(files, options);
  return read && matrixOfPlan(read.plan, engineOf(options));
}

export function printMatrix(files: readonly string[], format: string, options: ComposeOptions): ExitCode {
  const matrix = probe(files, options);
  if (matrix === undefined) return EXIT.input;
  print(MATRIX_FORMATS[format as MatrixFormat](matrix));
  return EXIT.held;
}

export function printExposure(files: readonly string[], format: string, options: ComposeOptions): ExitCode {
  const matrix = probe(files, options);
  if (matrix === undefined) return EXIT.input;
  print(format === 'json' ? exposureJson(matrix) : exposureText(matrix));
  return EXIT.held;
}

/** With `fails` a difference is told by the exit code too. */
export function printDiff(
  before: string,
  after: string,
  format: string,
  fails: boolean,
  options: ComposeOptions,
): ExitCode {
  const [old, now] = [probe([before], options), probe([after], options)];
  if (old === undefined || now === undefined) return EXIT.input;
  const changes = compareMatrices(old, now);
  print(format === 'json' ? comparisonJson(changes) : comparisonText(changes));
  const reach = changes.some(({ kind }) => kind !== 'changed');
  return fails && reach ? EXIT.failed : EXIT.held;
}
