import { capital } from '../markdown/page-markdown.ts';
import type { Page } from '../story/page.ts';

/** Several pages in the order in which they are read. */
export interface Book {
  readonly title: string;
  /** The table of contents: Markdown with links to scenario files, relative to the book's folder. */
  readonly contents: string;
  readonly chapters: readonly Chapter[];
}

export interface Chapter {
  readonly page: Page;
  /** The scenario file, relative to the book's folder, without its extension: `modes/host-mode`. */
  readonly name: string;
}

const LINK = /\]\(\.?\/?([^)\s]+)\.dnet\)/g;

/**
 * Puts pages in order: first those that the contents link to, in their order, then the others. Without contents there is
 * a plain list.
 */
export function bindBook(contents: string | undefined, pages: readonly Chapter[]): Book {
  const linked = [...(contents ?? '').matchAll(LINK)].map(([, name]) => name!);
  const known = [...new Set(linked)].flatMap((name) => pages.find((page) => page.name === name) ?? []);
  const others = pages.filter((page) => !known.includes(page));
  const list = others.map(({ name, page }) => `- [${capital(page.title)}](${name}.dnet)`).join('\n');
  const heading = contents === undefined ? '# Walkthroughs' : '## More scenarios';
  const more = others.length === 0 ? [] : [heading, list];
  const whole = [...(contents === undefined ? [] : [contents.trim()]), ...more].join('\n\n');
  return {
    title: /^# (.+)$/m.exec(whole)?.[1] ?? 'Walkthroughs',
    contents: whole,
    chapters: [...known, ...others],
  };
}

/** Links of the contents that lead to no page. */
export const deadLinks = (contents: string, pages: readonly Chapter[]): readonly string[] =>
  [...contents.matchAll(LINK)]
    .map(([, name]) => name!)
    .filter((name) => !pages.some((page) => page.name === name))
    .map((name) => `${name}.dnet`);

/** The contents with links to pages of this form: `md`, `html`. */
export const contentsFor = ({ contents }: Book, extension: string): string =>
  contents.replace(LINK, `]($1.${extension})`);

/** From a page's folder up to the book's: `../` for `modes/host-mode`. */
export const upFrom = (name: string): string => '../'.repeat(name.split('/').length - 1);
