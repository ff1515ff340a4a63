import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';

// HTML in prose is left out: a page holds nothing that a scenario's author could not say in Markdown.
const processor = unified().use(remarkParse).use(remarkGfm).use(remarkRehype).use(rehypeStringify);

const known = new Map<string, string>();

/** Prose as HTML. */
export function markdownHtml(markdown: string): string {
  const html = known.get(markdown) ?? scrolling(String(processor.processSync(markdown)));
  known.set(markdown, html);
  return html;
}

/** A table that is wider than a phone scrolls by itself. */
const scrolling = (html: string): string =>
  html
    .replaceAll(
      '<table>',
      '<div class="scroll" tabindex="0" role="group" aria-label="Table, scrolls sideways"><table>',
    )
    .replaceAll('</table>', '</table></div>');

/** One sentence as HTML without a paragraph around it. */
export const inlineHtml = (markdown: string): string =>
  markdownHtml(markdown)
    .replace(/^<p>|<\/p>$/g, '')
    .trim();
