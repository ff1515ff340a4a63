import { createTokenInstance, type IToken } from 'chevrotain';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { diagnose } from '../diagnostics/diagnostic.ts';
import { K, LCurly, NewLine, RCurly, Semicolon } from './tokens.ts';

interface Block {
  readonly brace: IToken;
  /** The first word of the line that opens the block, and how far that line is indented. */
  readonly head: IToken;
  readonly indent: number;
  readonly flush: boolean;
}

/** Heads of lines that are no attribute of any entity: they close an entity's block also where nothing is indented. */
const NEVER_ATTRIBUTES: ReadonlySet<IToken['tokenType']> = new Set([
  K.scenario,
  K.property,
  K.container,
  K.service,
  K.client,
  K.swarm,
  K.step,
  K.expect,
  K.show,
  K.shows,
  K.invariant,
  K.exercise,
]);
const ENTITIES: ReadonlySet<IToken['tokenType']> = new Set([
  K.host,
  K.client,
  K.lan,
  K.image,
  K.network,
  K.container,
  K.service,
  K.manager,
  K.worker,
]);

/**
 * Gives every `{` its `}`. Where the braces of a file do not pair, its indentation tells where one is missing or too many:
 * each such place costs one diagnostic, and the parser reads the rest as if it were mended.
 */
export function balanceBraces(
  file: string,
  text: string,
  tokens: IToken[],
  diagnostics: Diagnostic[],
): IToken[] {
  return isBalanced(tokens) ? tokens : mend(file, text, tokens, diagnostics);
}

function isBalanced(tokens: readonly IToken[]): boolean {
  let depth = 0;
  for (const { tokenType } of tokens) {
    if (tokenType === LCurly) depth++;
    else if (tokenType === RCurly && --depth < 0) return false;
  }
  return depth === 0;
}

function mend(file: string, text: string, tokens: readonly IToken[], diagnostics: Diagnostic[]): IToken[] {
  const mended: IToken[] = [];
  const open: Block[] = [];
  let missing = surplus(tokens);
  let head: IToken | undefined;
  let end = 0;

  const close = () => {
    const block = open.pop()!;
    const span = { file, start: block.brace.startOffset, end: block.brace.startOffset + 1 };
    const fix = { title: 'close the block', span: { file, start: end, end }, text: ' }' };
    diagnostics.push(diagnose('E0004', { head: block.head.image }, span, { fixes: [fix] }));
    mended.push(createTokenInstance(RCurly, '', end, end - 1, NaN, NaN, NaN, NaN));
    missing--;
  };

  tokens.forEach((token, at) => {
    const { tokenType } = token;
    const startsLine = head === undefined;
    if (startsLine && tokenType !== NewLine && tokenType !== Semicolon) head = token;
    if (startsLine && isFirstOfLine(tokens, at)) {
      const indent = indentAt(text, token.startOffset);
      const within = () => open[open.length - 1];
      while (missing > 0 && within() !== undefined && leaves(within()!, token, indent)) {
        if (tokenType === RCurly && open.length === 1) break;
        close();
        mended.push(...tokens.slice(at - 1, at).filter((previous) => previous.tokenType === NewLine));
      }
    }
    if (tokenType === LCurly) {
      const indent = indentAt(text, (head ?? token).startOffset);
      open.push({ brace: token, head: head ?? token, indent, flush: isFlush(text, tokens, at, indent) });
      head = undefined;
    } else if (tokenType === RCurly) {
      if (open.length === 0 || (missing < 0 && isStray(open, text, token, tokens, at))) {
        const span = { file, start: token.startOffset, end: token.startOffset + 1 };
        diagnostics.push(
          diagnose('E0005', {}, span, { fixes: [{ title: 'remove the brace', span, text: '' }] }),
        );
        missing++;
        return;
      }
      open.pop();
    } else if (tokenType === NewLine || tokenType === Semicolon) head = undefined;
    if (tokenType !== NewLine) end = token.startOffset + token.image.length;
    mended.push(token);
  });
  while (open.length > 0) close();
  return mended;
}

/** How many `{` there are more than `}`. */
const surplus = (tokens: readonly IToken[]) =>
  tokens.reduce((sum, { tokenType }) => sum + (tokenType === LCurly ? 1 : tokenType === RCurly ? -1 : 0), 0);

function isFirstOfLine(tokens: readonly IToken[], at: number): boolean {
  const type = tokens[at]!.tokenType;
  return type !== NewLine && (at === 0 || tokens[at - 1]!.tokenType === NewLine);
}

/** Whether a line shows by its indentation, or by its keyword, that it stands outside the block. */
function leaves(block: Block, token: IToken, indent: number): boolean {
  if (token.tokenType === RCurly) return indent < block.indent;
  if (indent > block.indent) return false;
  if (!block.flush) return true;
  if (token.tokenType === K.scenario || token.tokenType === K.property) return true;
  return ENTITIES.has(block.head.tokenType) && NEVER_ATTRIBUTES.has(token.tokenType);
}

/** Whether the first line inside a block is not indented, so that indentation tells nothing about its end. */
function isFlush(text: string, tokens: readonly IToken[], brace: number, indent: number): boolean {
  const first = tokens[brace + 2];
  if (tokens[brace + 1]?.tokenType !== NewLine || first === undefined) return false;
  return first.tokenType !== RCurly && indentAt(text, first.startOffset) <= indent;
}

/** A brace that would close a block although lines of that block follow, as their indentation shows. */
function isStray(
  open: readonly Block[],
  text: string,
  brace: IToken,
  tokens: readonly IToken[],
  at: number,
): boolean {
  const block = open[open.length - 1]!;
  const next = tokens.slice(at + 1).find(({ tokenType }) => tokenType !== NewLine);
  if (next === undefined || indentAt(text, brace.startOffset) <= block.indent) return false;
  return indentAt(text, next.startOffset) > block.indent;
}

/** The indentation of the line that the offset is on; a tab counts as one space. */
function indentAt(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--;
  let at = start;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at - start;
}
