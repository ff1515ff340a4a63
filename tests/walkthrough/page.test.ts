import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bindBook, deadLinks } from '../../walkthrough/book/book.ts';
import { bookMarkdown } from '../../walkthrough/book/book-markdown.ts';
import { pageHtml } from '../../walkthrough/html/page-html.ts';
import { tell } from './harness.ts';

const STORY = `"""A shop & its <database>."""
scenario "two on a bridge" {
  shows T8
  host laptop { address 192.168.1.31/24; daemon { mtu 1400 } }
  network app { subnet 172.30.0.0/16 }
  container web { image nginx; network app }
  container db { image postgres; network app as store }
  invariant "the database answers" { web reaches db:5432 }
  expect web resolves store to 172.30.0.3
  expect matrix 80/tcp {
         web  db
    web  -    refused
    db   open -
  }
  step "web leaves" { disconnect web from app }
  expect web has only loopback
}`;

const CONTENTS = '# A book\n\n- [The second](b.dnet)\n- [The first](sub/a.dnet)\n';

function golden(name: string, text: string): void {
  const path = join(import.meta.dirname, 'goldens', name);
  if (process.env.UPDATE_GOLDENS) writeFileSync(path, text);
  expect(text).toBe(readFileSync(path, 'utf8'));
}

const withoutInvariant = STORY.replace(/ {2}invariant.*\n/, '');

test('a page in Markdown', () => {
  const { page, problems } = tell(withoutInvariant, 'shop.dnet');
  expect(problems).toEqual([]);
  const files = bookMarkdown(bindBook(undefined, [{ page, name: 'shop' }]), () => '../shop.dnet');
  golden('shop.md', files.get('shop.md')!);
});

test('a claim that does not hold is a problem, so there is no page', () => {
  expect(tell(STORY).problems.map(({ code }) => code)).toEqual(['E2103']);
});

test('prose cannot bring HTML into a page, and names are marked', () => {
  const { page } = tell(withoutInvariant, 'shop.dnet');
  const html = pageHtml(page, { assets: { style: '', script: '' }, sandbox: 'dnet.js', links: [] });
  expect(html).not.toContain('<database>');
  expect(html).toContain('<span data-key="laptop/db">172.30.0.3</span>');
});

test('a book follows its contents, and lists the others after them', () => {
  const { page } = tell(withoutInvariant);
  const chapters = ['c', 'b', 'sub/a'].map((name) => ({ page, name }));
  const book = bindBook(CONTENTS, chapters);
  expect(book.title).toBe('A book');
  expect(book.chapters.map(({ name }) => name)).toEqual(['b', 'sub/a', 'c']);
  const files = bookMarkdown(book, () => '');
  expect(files.get('README.md')).toContain('[The first](sub/a.md)');
  expect(files.get('README.md')).toContain('[Two on a bridge](c.md)');
  expect(files.get('sub/a.md')).toContain('[Contents](../README.md)');
  expect(deadLinks(CONTENTS, chapters.slice(0, 2))).toEqual(['sub/a.dnet']);
});
