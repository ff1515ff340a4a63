import type { CstNode, IToken } from 'chevrotain';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/span.ts';

/** What turning the concrete tree into the syntax tree needs: the text, where to report, and what the parser reported already. */
export interface Reading {
  readonly file: string;
  readonly text: string;
  readonly diagnostics: Diagnostic[];
  /** Offsets of the tokens at which the parser gave up; what is left over there is not reported again. */
  readonly errorsAt: ReadonlySet<number>;
}

export const spanOfToken = ({ file }: Reading, token: IToken): Span => ({
  file,
  start: token.startOffset,
  end: token.startOffset + token.image.length,
});

/** Empty at the start of the file when the node has no token. */
export function spanOfNode({ file }: Reading, { location }: CstNode): Span {
  const start = location?.startOffset ?? 0;
  const end = (location?.endOffset ?? -1) + 1;
  return Number.isNaN(start) ? { file, start: 0, end: 0 } : { file, start, end: Math.max(start, end) };
}

export function reportUnexpected(reading: Reading, token: IToken, instead?: string): void {
  const params = { found: `\`${token.image}\``, ...(instead === undefined ? {} : { instead }) };
  reading.diagnostics.push(diagnose('E0001', params, spanOfToken(reading, token)));
}

/** The tokens of a node in source order. */
export function tokensOf(node: CstNode): IToken[] {
  const tokens: IToken[] = [];
  const collect = ({ children }: CstNode) => {
    for (const child of Object.values(children).flat()) {
      if ('image' in child) tokens.push(child);
      else collect(child);
    }
  };
  collect(node);
  return tokens.sort((a, b) => a.startOffset - b.startOffset);
}
