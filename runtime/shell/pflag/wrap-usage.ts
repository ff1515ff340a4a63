/** How far a line may go over its width when that saves breaking it, as in pflag. */
const slop = 5;

/** A flag's usage in the columns from `indent` to `columns`, broken at blanks; its own line ends stay. */
export function wrapUsage(text: string, indent: number, columns: number): string {
  // A column narrower than 24 moves below the flag, to column 16.
  const narrow = columns - indent < 24;
  const start = narrow ? 16 : indent;
  const margin = `\n${' '.repeat(start)}`;
  const width = columns - start - slop;
  const lines: string[] = [];
  for (let rest = text; rest !== ''; ) {
    const taken = takeLine(rest, width);
    lines.push(rest.slice(0, taken));
    rest = rest.slice(taken + 1);
  }
  return (narrow ? margin : '') + lines.join('\n').replaceAll('\n', margin);
}

/** How much of the text goes on this line: up to its own line end, else to the last blank that fits. */
function takeLine(text: string, width: number): number {
  if (width + slop > text.length) return text.length;
  const fitting = text.slice(0, width);
  const blank = Math.max(fitting.lastIndexOf(' '), fitting.lastIndexOf('\t'), fitting.lastIndexOf('\n'));
  if (blank <= 0) return text.length;
  const lineEnd = fitting.lastIndexOf('\n');
  return lineEnd > 0 && lineEnd < blank ? lineEnd : blank;
}
