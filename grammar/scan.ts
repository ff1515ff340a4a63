import { type IToken, Lexer } from 'chevrotain';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { balanceBraces } from './balance-braces.ts';
import { checkStrings } from './check-strings.ts';
import { keepStatementEnds } from './statement-ends.ts';
import { keywordTypes, LCurly, lexerTokens, RCurly, Word } from './tokens.ts';

export interface Scanned {
  /** As the parser reads them: keywords typed, braces balanced, newlines only where they end a statement. */
  readonly tokens: IToken[];
  readonly comments: readonly IToken[];
  readonly diagnostics: readonly Diagnostic[];
}

let lexer: Lexer | undefined;
function theLexer(): Lexer {
  lexer ??= new Lexer([...lexerTokens, ...keywordTypes.values()], {
    positionTracking: 'onlyOffset',
    ensureOptimizations: true,
    skipValidations: true,
  });
  return lexer;
}

/** Text to tokens. Every text has tokens: the last token type takes what no other does. */
export function scan(file: string, text: string): Scanned {
  const { tokens: raw, groups } = theLexer().tokenize(text);
  const diagnostics: Diagnostic[] = [];
  // The lexer tracks where tokens start only, but the spans of nodes need their ends.
  for (const token of raw) token.endOffset = token.startOffset + token.image.length - 1;
  typeKeywords(raw);
  checkStrings(file, raw, diagnostics);
  const balanced = balanceBraces(file, text, raw, diagnostics);
  return { tokens: keepStatementEnds(balanced), comments: groups.comments ?? [], diagnostics };
}

/** The lexer knows words only; a word that is a keyword gets the keyword's type, whose category is still a word. */
function typeKeywords(tokens: readonly IToken[]): void {
  for (const token of tokens) {
    if (token.tokenType !== Word) continue;
    const keyword = keywordTypes.get(token.image);
    if (keyword === undefined) continue;
    token.tokenType = keyword;
    token.tokenTypeIdx = keyword.tokenTypeIdx!;
  }
}

/** The first brace that nests blocks deeper than `most`. */
export function deepest(tokens: readonly IToken[], most: number): IToken | undefined {
  let depth = 0;
  for (const token of tokens) {
    if (token.tokenType === LCurly && ++depth > most) return token;
    if (token.tokenType === RCurly) depth--;
  }
  return undefined;
}
