import type { IToken } from 'chevrotain';
import { scan } from '../scan.ts';
import { Comment, K, LCurly, NewLine, Prose, RCurly, Semicolon } from '../tokens.ts';

/** A block with its lines. `inline`: it stands on one line in the source, and stays so where it fits. */
export interface Block {
  readonly kind: 'block';
  readonly lines: Line[];
  readonly inline: boolean;
  readonly matrix: boolean;
}

export interface Piece {
  readonly kind: 'piece';
  readonly token: IToken;
  /** The source goes on here on a new line, after a comma or a comment. */
  readonly broken: boolean;
  /** Spaces between a comment and what stands before it on its line. */
  readonly gap: number;
  /** A comment on the line of the brace that opens its block. */
  readonly opening: boolean;
}

/** A statement, prose, or a comment on a line of its own. */
export interface Line {
  readonly parts: (Piece | Block)[];
  readonly blankBefore: boolean;
}

/** Tokens and comments of a valid file as blocks and lines. */
export function layoutOf(text: string): Line[] {
  const { tokens, comments } = scan('', text);
  const items = [...tokens, ...comments].sort((a, b) => a.startOffset - b.startOffset);
  return new Layout(text, items).lines();
}

const endOf = ({ startOffset, image }: IToken) => startOffset + image.length;

/** Reads the items once, from left to right. */
class Layout {
  private at = 0;
  private readonly text: string;
  private readonly items: readonly IToken[];

  constructor(text: string, items: readonly IToken[]) {
    this.text = text;
    this.items = items;
  }

  /** Up to the brace that closes the block, or to the end of the file. */
  lines(): Line[] {
    const lines: Line[] = [];
    let open: Line | undefined;
    for (let item = this.items[this.at]; item !== undefined; item = this.items[this.at]) {
      const { tokenType } = item;
      if (tokenType === RCurly) break;
      if (tokenType === NewLine || tokenType === Semicolon) {
        if (!this.commentFollows()) open = undefined;
        this.at++;
        continue;
      }
      if (open === undefined || this.standsAlone(item, open)) {
        open = { parts: [], blankBefore: lines.length > 0 && this.newlinesBefore() > 1 };
        lines.push(open);
      }
      open.parts.push(this.part(open));
      if (tokenType === Prose && open.parts.length === 1) open = undefined;
      else if (tokenType === Comment && this.endsWithComment(open)) open = undefined;
    }
    return lines;
  }

  private part(line: Line): Piece | Block {
    const token = this.items[this.at]!;
    const broken = line.parts.length > 0 && this.newlinesBefore() > 0 && token.tokenType !== LCurly;
    const gap = this.gapBefore();
    const opening = this.items[this.at - 1]?.tokenType === LCurly && this.newlinesBefore() === 0;
    this.at++;
    if (token.tokenType !== LCurly) return { kind: 'piece', token, broken, gap, opening };
    const lines = this.lines();
    const close = this.items[this.at++];
    const inside = this.text.slice(token.startOffset, close?.startOffset);
    const first = line.parts[0];
    const claim = first?.kind === 'piece' && first.token.tokenType === K.expect ? line.parts[1] : first;
    const matrix = claim?.kind === 'piece' && claim.token.tokenType === K.matrix;
    return { kind: 'block', lines, inline: !/[\r\n]/.test(inside), matrix };
  }

  /** A comment on a line of its own is one, unless the statement before it goes on after a comma. */
  private standsAlone(item: IToken, open: Line): boolean {
    if (item.tokenType !== Comment || this.newlinesBefore() === 0) return false;
    return !this.goesOn(open);
  }

  private goesOn(line: Line): boolean {
    const last = line.parts.findLast((part) => part.kind === 'block' || part.token.tokenType !== Comment);
    return last?.kind === 'piece' && last.token.image === ',';
  }

  /** After a comment a statement goes on only where its list or its brace is still to come. */
  private endsWithComment(line: Line): boolean {
    if (line.parts.length === 1) return true;
    const next = this.items.slice(this.at).find(({ tokenType }) => tokenType !== Comment);
    return !this.goesOn(line) && next?.tokenType !== LCurly;
  }

  private commentFollows(): boolean {
    const next = this.items[this.at + 1];
    if (next?.tokenType !== Comment) return false;
    return !/[\r\n]/.test(this.text.slice(this.items[this.at]!.startOffset, next.startOffset));
  }

  private newlinesBefore(): number {
    return (this.between().match(/\r\n|\r|\n/g) ?? []).length;
  }

  private gapBefore(): number {
    const between = this.between();
    return /[\r\n]/.test(between) ? 1 : Math.max(1, between.replace(/;/g, '').length);
  }

  /** The spaces between the item and what stands before it. */
  private between(): string {
    const item = this.items[this.at]!;
    let before = this.at - 1;
    while (this.items[before]?.tokenType === NewLine || this.items[before]?.tokenType === Semicolon) before--;
    const previous = this.items[before];
    return this.text.slice(previous === undefined ? 0 : endOf(previous), item.startOffset);
  }
}
