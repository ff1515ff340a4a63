import { markdownHtml } from '../html/markdown-html.ts';
import { pageHtml } from '../html/page-html.ts';
import { type Assets, type Shell, shellHtml } from '../html/shell-html.ts';
import { capital } from '../markdown/page-markdown.ts';
import { type Book, type Chapter, contentsFor, upFrom } from './book.ts';

export interface BookAssets extends Assets {
  /** The runtime for the browser: one file beside the pages, fetched when a sandbox is opened. */
  readonly sandbox: string;
}

const SANDBOX = 'dnet.js';

/** Every file of the book, by its path: a page for each scenario file, `index.html` to begin with, and the sandbox. */
export function bookHtml(book: Book, assets: BookAssets): ReadonlyMap<string, string> {
  const { chapters, title } = book;
  const [first] = chapters;
  const index = shellHtml({
    title,
    body: markdownHtml(contentsFor(book, 'html')),
    assets,
    sandbox: SANDBOX,
    links: first ? [{ rel: 'next', href: `${first.name}.html`, text: `${capital(first.page.title)} →` }] : [],
  });
  const files = new Map([
    ['index.html', index],
    [SANDBOX, assets.sandbox],
  ]);
  chapters.forEach((chapter, i) => {
    const links = linksOf(chapter, chapters[i - 1], chapters[i + 1]);
    files.set(
      `${chapter.name}.html`,
      pageHtml(chapter.page, { assets, links, sandbox: `${upFrom(chapter.name)}${SANDBOX}` }),
    );
  });
  return files;
}

function linksOf({ name }: Chapter, before: Chapter | undefined, after: Chapter | undefined): Shell['links'] {
  const up = upFrom(name);
  return [
    ...(before
      ? [{ rel: 'prev' as const, href: `${up}${before.name}.html`, text: `← ${capital(before.page.title)}` }]
      : []),
    { rel: 'contents', href: `${up}index.html`, text: 'Contents' },
    ...(after
      ? [{ rel: 'next' as const, href: `${up}${after.name}.html`, text: `${capital(after.page.title)} →` }]
      : []),
  ];
}
