import type { IToken } from 'chevrotain';
import { Comma, LCurly, NewLine, Prose, RCurly, Semicolon, UnclosedProse } from './tokens.ts';

/**
 * Drops the newlines that end nothing: after `{`, after a comma, after prose that stands on lines of its own, before `{` and `}`,
 * and all but the first of several ends. So a line may go on after a comma, and a brace may stand on a line of its own.
 */
export function keepStatementEnds(tokens: readonly IToken[]): IToken[] {
  const kept: IToken[] = [];
  let proseHeadsLine = false;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!;
    const before = kept[kept.length - 1];
    if (token.tokenType === NewLine) {
      if (!proseHeadsLine && !endsNothing(before, tokens[at + 1])) kept.push(token);
      proseHeadsLine = false;
    } else if (token.tokenType === Semicolon) {
      if (before !== undefined && before.tokenType !== Semicolon && before.tokenType !== LCurly)
        kept.push(token);
    } else {
      const isProse = token.tokenType === Prose || token.tokenType === UnclosedProse;
      proseHeadsLine = isProse && startsStatement(before);
      kept.push(token);
    }
  }
  return kept;
}

function endsNothing(before: IToken | undefined, after: IToken | undefined): boolean {
  if (before === undefined || after === undefined) return true;
  const last = before.tokenType;
  if (last === LCurly || last === Comma || last === NewLine || last === Semicolon) return true;
  return after.tokenType === LCurly || after.tokenType === RCurly;
}

function startsStatement(before: IToken | undefined): boolean {
  if (before === undefined) return true;
  const last = before.tokenType;
  return last === NewLine || last === Semicolon || last === LCurly || last === Prose || last === RCurly;
}
