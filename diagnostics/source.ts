/** A text with its name; offsets are UTF-16, lines and columns are counted from 1. */
export interface SourceText {
  readonly name: string;
  readonly text: string;
  /** The offset at which each line starts. */
  readonly lineStarts: readonly number[];
}

export interface Position {
  readonly line: number;
  readonly column: number;
}

export function sourceText(name: string, text: string): SourceText {
  const lineStarts = [0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const ends = code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10);
    if (ends) lineStarts.push(at + 1);
  }
  return { name, text, lineStarts };
}

export function positionAt(source: SourceText, offset: number): Position {
  const line = lineIndex(source, offset);
  return { line: line + 1, column: offset - source.lineStarts[line]! + 1 };
}

/** The text of a line without its line break; empty when there is no such line. */
export function lineText(source: SourceText, line: number): string {
  const start = source.lineStarts[line - 1];
  if (start === undefined) return '';
  return source.text.slice(start, source.lineStarts[line] ?? source.text.length).replace(/[\r\n]+$/, '');
}

/** The last line that starts at or before the offset, from 0. */
function lineIndex(source: SourceText, offset: number): number {
  let low = 0;
  let high = source.lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (source.lineStarts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
