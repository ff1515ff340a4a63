import type { ReachMatrix } from '../reach-matrix.ts';
import { matrixCsv } from './csv.ts';
import { matrixJson } from './json.ts';
import { matrixMarkdown } from './markdown.ts';
import { matrixText } from './text.ts';

/** How a matrix is printed; a new form is a file and a line here. */
export const MATRIX_FORMATS = {
  text: matrixText,
  markdown: matrixMarkdown,
  json: matrixJson,
  csv: matrixCsv,
} as const satisfies { readonly [name: string]: (matrix: ReachMatrix) => string };

export type MatrixFormat = keyof typeof MATRIX_FORMATS;
