import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { placeOf, type SourceFile } from './source-file.ts';

/** A diagnostic with its excerpt, coloured where the terminal shows colours. */
export function showDiagnostic(
  { code, severity, message, span, notes, help }: Diagnostic,
  { textOf }: SourceFile,
  _options: { readonly colour?: boolean } = {},
): string {
  return [
    `${severity}[${code}]: ${message}`,
    `   ┌─ ${placeOf(span, textOf)}`,
    ...notes.map((note) => `   = ${note}`),
    ...(help === undefined ? [] : [`   = help: ${help}`]),
  ].join('\n');
}
