/** A fenced block whose fence is longer than any in the text. */
export function fence(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/^`{3,}/gm)].map(([ticks]) => ticks.length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}${language}\n${text}\n${ticks}`;
}

/** A table of GitHub's Markdown; a bar in a cell is escaped. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

/** Something that a click opens. HTML in the summary, because GitHub reads no Markdown there. */
export const details = (summary: string, parts: readonly string[]): string =>
  `<details><summary>${inlineHtml(summary)}</summary>\n\n${parts.join('\n\n')}\n\n</details>`;

const ENTITIES: { readonly [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

const inlineHtml = (text: string): string =>
  text
    .replace(/[&<>]/g, (character) => ENTITIES[character]!)
    .replace(
      /`` (.+?) ``|`([^`]+)`/g,
      (_, wide: string | undefined, narrow: string) => `<code>${wide ?? narrow}</code>`,
    );
