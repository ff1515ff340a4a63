import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { layoutOf } from './format/layout.ts';
import { printLines } from './format/print.ts';
import { parseSource } from './parse-source.ts';

export interface FormatResult {
  /** The formatted text; the text as it is when there is a syntax error. */
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Prints a file with the one indentation, one statement a line and one space between words. Meaning and comments stay;
 * a block that the author wrote on one line stays on one where it fits; formatting twice changes nothing more.
 */
export function formatSource(file: string, text: string): FormatResult {
  const { diagnostics } = parseSource(file, text);
  if (diagnostics.length > 0) return { text, diagnostics };
  const lines = printLines(layoutOf(text), '');
  return { text: lines.length === 0 ? '' : `${lines.join('\n')}\n`, diagnostics };
}
