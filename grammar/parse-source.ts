import type { IRecognitionException, IToken } from 'chevrotain';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Document } from './ast.ts';
import type { FileCstNode } from './cst.generated.d.ts';
import { theParser } from './parser/parser.ts';
import { deepest, scan } from './scan.ts';
import { endsStatement } from './syntax-messages.ts';
import { documentOf } from './to-ast/document.ts';
import type { Reading } from './to-ast/reading.ts';

/** UTF-16 characters of the longest file that is read. */
export const LONGEST = 1024 * 1024;
/** The recursion of the parser is as deep as the blocks of the file. */
export const DEEPEST = 64;
/** Syntax errors that are shown; one more says how many there are. */
export const MOST_ERRORS = 20;

export interface ParseResult {
  readonly document: Document;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a `.dnet` file. Whatever the text is, there is a document: what cannot be read is left out of it and has
 * a diagnostic. Diagnostics are in source order. Never throws.
 */
export function parseSource(file: string, text: string): ParseResult {
  const whole = { file, start: 0, end: text.length };
  const empty: Document = { kind: 'document', file, items: [], span: whole };
  if (text.length > LONGEST) {
    const start = { ...whole, end: 0 };
    return { document: empty, diagnostics: [diagnose('E0009', { size: text.length, most: LONGEST }, start)] };
  }
  const { tokens, diagnostics } = scan(file, text);
  const tooDeep = deepest(tokens, DEEPEST);
  if (tooDeep !== undefined) {
    const span = { file, start: tooDeep.startOffset, end: tooDeep.startOffset + 1 };
    return { document: empty, diagnostics: [diagnose('E0010', { most: DEEPEST }, span)] };
  }
  const parser = theParser();
  parser.input = tokens;
  const cst = parser.file() as FileCstNode;
  const errorsAt = new Set(parser.errors.map(({ token }) => token.startOffset));
  const reading: Reading = { file, text, diagnostics: [...diagnostics], errorsAt };
  for (const error of parser.errors) reading.diagnostics.push(diagnosticOf(file, text, error));
  const document = documentOf(reading, cst);
  return { document, diagnostics: limited(reading.diagnostics) };
}

/** The place of an error is the token that does not fit, or the end of the one before where the line just ends. */
function diagnosticOf(file: string, text: string, error: IRecognitionException): Diagnostic {
  const { token, message } = error;
  const previous: IToken | undefined = (error as { previousToken?: IToken }).previousToken;
  if (!endsStatement(token)) {
    const span = { file, start: token.startOffset, end: token.startOffset + token.image.length };
    const near = /^did you mean `([^`]+)`\?$/.exec(message)?.[1];
    const fixes = near === undefined ? [] : [{ title: `write \`${near}\``, span, text: near }];
    return diagnose('E0001', { found: `\`${token.image}\``, instead: message }, span, { fixes });
  }
  const end =
    previous === undefined || Number.isNaN(previous.startOffset)
      ? text.length
      : previous.startOffset + previous.image.length;
  const after = previous?.image ? ` after \`${previous.image}\`` : '';
  const found = `end of the statement${after}`;
  return diagnose('E0001', { found, instead: message }, { file, start: end, end });
}

function limited(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const sorted = [...diagnostics].sort((a, b) => a.span.start - b.span.start);
  if (sorted.length <= MOST_ERRORS) return sorted;
  const first = sorted[MOST_ERRORS]!;
  const count = sorted.length - MOST_ERRORS;
  return [...sorted.slice(0, MOST_ERRORS), diagnose('E0011', { count }, first.span)];
}
