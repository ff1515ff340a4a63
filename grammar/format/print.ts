import type { IToken } from 'chevrotain';
import { meaning } from '../to-ast/text.ts';
import { Comma, Command, Comment, Prose } from '../tokens.ts';
import type { Block, Line, Piece } from './layout.ts';

const WIDTH = 110;
const STEP = '  ';

/** The lines of a file or a block, each with the indentation. */
export function printLines(lines: readonly Line[], indent: string): string[] {
  return lines.flatMap((line) => [...(line.blankBefore ? [''] : []), ...printLine(line, indent)]);
}

function printLine(line: Line, indent: string): string[] {
  const [first] = line.parts;
  if (line.parts.length === 1 && first?.kind === 'piece' && first.token.tokenType === Prose) {
    return printProse(first.token, indent);
  }
  const flat = statement(line.parts, indent, false);
  const fits = flat.length === 1 && flat[0]!.length - commentWidth(line) <= WIDTH;
  return fits || !line.parts.some((part) => part.kind === 'block')
    ? flat
    : statement(line.parts, indent, true);
}

function commentWidth({ parts }: Line): number {
  const last = parts.at(-1);
  if (last?.kind !== 'piece' || last.token.tokenType !== Comment) return 0;
  return last.gap + last.token.image.length;
}

/** `expand`: blocks that stand on one line in the source get lines of their own. */
function statement(parts: readonly (Piece | Block)[], indent: string, expand: boolean): string[] {
  const lines = [indent];
  const append = (text: string, gap = ' ') => {
    const last = lines[lines.length - 1]!;
    lines[lines.length - 1] = last.trim() === '' ? last + text : last + gap + text;
  };
  let afterComment = false;
  for (const part of parts) {
    const isComment = part.kind === 'piece' && part.token.tokenType === Comment;
    const breaks = part.kind === 'piece' && part.broken && !isComment;
    if (afterComment || breaks) lines.push(indent + STEP);
    afterComment = isComment;
    if (part.kind === 'block') appendBlock(part, indent, expand, lines, append);
    else if (isComment) append(part.token.image.trimEnd(), ' '.repeat(part.gap));
    else if (part.token.tokenType === Comma) append(',', '');
    else if (part.token.tokenType === Command) append(part.token.image.trimEnd());
    else append(part.token.image);
  }
  return lines;
}

function appendBlock(
  block: Block,
  indent: string,
  expand: boolean,
  lines: string[],
  append: (text: string) => void,
): void {
  if (block.lines.length === 0) {
    append('{}');
    return;
  }
  if (block.inline && !expand) {
    const inner = block.lines.flatMap((line) => statement(line.parts, '', false));
    append(`{ ${inner.join('; ')} }`);
    return;
  }
  append('{');
  const print = block.matrix ? printMatrix : printLines;
  const opening = openingComment(block);
  if (opening === undefined) {
    lines.push(...print(block.lines, indent + STEP), `${indent}}`);
    return;
  }
  const [next, ...further] = block.lines.slice(1);
  const others = next === undefined ? [] : [{ ...next, blankBefore: false }, ...further];
  lines[lines.length - 1] += ' '.repeat(opening.gap) + opening.token.image.trimEnd();
  lines.push(...print(others, indent + STEP), `${indent}}`);
}

/** A comment right after `{` stays there. */
function openingComment({ lines }: Block): Piece | undefined {
  const first = lines[0]?.parts[0];
  return first?.kind === 'piece' && first.token.tokenType === Comment && first.opening ? first : undefined;
}

/** Multi-line prose gets the indentation of its block; its own indentation is kept inside. */
function printProse(token: IToken, indent: string): string[] {
  const text = meaning(token);
  if (!/[\r\n]/.test(token.image)) return [`${indent}"""${text}"""`];
  const lines = text.split('\n').map((line) => (line === '' ? '' : indent + line));
  return [`${indent}"""`, ...lines, `${indent}"""`];
}

/** The columns of a connectivity table stand below each other; the first line has no row name. */
function printMatrix(lines: readonly Line[], indent: string): string[] {
  const cells = lines.map((line) =>
    line.parts.filter((part) => part.kind === 'piece' && part.token.tokenType !== Comment),
  );
  const header = cells.findIndex((row) => row.length > 0);
  const rows = cells.map((row, index) => {
    const texts = row.map((part) => (part as Piece).token.image);
    return index === header ? ['', ...texts] : texts;
  });
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((text, column) => {
      widths[column] = Math.max(widths[column] ?? 0, text.length);
    });
  }
  return lines.flatMap((line, index) => {
    const row = rows[index]!.map((text, column) => text.padEnd(widths[column]!))
      .join('  ')
      .trimEnd();
    const comment = line.parts.find((part) => part.kind === 'piece' && part.token.tokenType === Comment);
    const tail = comment?.kind === 'piece' ? comment.token.image.trimEnd() : undefined;
    const text =
      tail === undefined ? row : row === '' ? tail : row + ' '.repeat((comment as Piece).gap) + tail;
    return [...(line.blankBefore ? [''] : []), indent + text];
  });
}
