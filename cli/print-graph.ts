import { deploy } from '../runtime/matrix/deploy.ts';
import { matrixOf } from '../runtime/matrix/reach-matrix.ts';
import { PICTURE_FORMATS, type PictureFormat } from '../walkthrough/graph/formats.ts';
import { pictureOf } from '../walkthrough/graph/picture.ts';
import type { ComposeOptions } from './compose-options.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { writeText } from './file-system.ts';
import { print } from './output.ts';
import { engineOf, readCompose } from './read-compose.ts';

/** Draws a project as it runs in a world of its own. */
export function printGraph(
  files: readonly string[],
  format: string,
  output: string | undefined,
  options: ComposeOptions,
): ExitCode {
  const read = readCompose(files, options);
  if (read === undefined) return EXIT.input;
  const deployed = deploy(read.plan, engineOf(options));
  const text = PICTURE_FORMATS[format as PictureFormat](pictureOf(deployed, matrixOf(deployed)));
  if (output === undefined) print(text);
  else writeText(output, `${text}\n`);
  return EXIT.held;
}
