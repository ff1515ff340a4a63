import type { Ir } from '../compiler/ir/ir.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { positionAt, sourceText } from '../diagnostics/source.ts';
import type { Span } from '../diagnostics/span.ts';

/** A scenario file that was read and compiled. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly ir: Ir | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** The text of a file that a span points into: this one, or one that it names. */
  readonly textOf: (file: string) => string | undefined;
}

export const hasErrors = (diagnostics: readonly Diagnostic[]): boolean =>
  diagnostics.some(({ severity }) => severity === 'error');

/** `shop.dnet:7:3`: where a span begins, lines and columns from 1. */
export function placeOf(span: Span, textOf: (file: string) => string | undefined): string {
  const { line, column } = positionAt(sourceText(span.file, textOf(span.file) ?? ''), span.start);
  return `${span.file}:${line}:${column}`;
}
