import type { IToken } from 'chevrotain';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { diagnose } from '../diagnostics/diagnostic.ts';
import { StringText, UnclosedProse, UnclosedString } from './tokens.ts';

/** Unclosed quotes and escapes that mean nothing. */
export function checkStrings(file: string, tokens: readonly IToken[], diagnostics: Diagnostic[]): void {
  for (const { tokenType, image, startOffset } of tokens) {
    const span = { file, start: startOffset, end: startOffset + image.length };
    if (tokenType === UnclosedString) {
      const fix = { title: 'close the text', span: { ...span, start: span.end }, text: '"' };
      diagnostics.push(diagnose('E0002', {}, span, { fixes: [fix] }));
    } else if (tokenType === UnclosedProse) {
      diagnostics.push(diagnose('E0003', {}, { ...span, end: startOffset + 3 }));
    } else if (tokenType === StringText && image.includes('\\')) {
      for (const found of image.matchAll(/\\(.)/g)) {
        if ('"\\nt'.includes(found[1]!)) continue;
        const start = startOffset + found.index;
        diagnostics.push(diagnose('E0008', { escape: found[0] }, { file, start, end: start + 2 }));
      }
    }
  }
}
