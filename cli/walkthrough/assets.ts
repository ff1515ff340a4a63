import { existsSync, readFileSync } from 'node:fs';
import type { BookAssets } from '../../walkthrough/book/book-html.ts';

/** Beside the bundled CLI, or where the build put it when the sources run as they are. */
const FOLDERS = ['./browser/', '../../dist/browser/'].map((path) => new URL(path, import.meta.url));

/** What the build made for the browser. */
export function readAssets(): BookAssets {
  const folder = FOLDERS.find((url) => existsSync(new URL('page.js', url)));
  if (folder === undefined) throw new Error('dist/browser is missing: run `npm run build`');
  const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');
  return { style: read('style.css').trim(), script: read('page.js').trim(), sandbox: read('dnet.js') };
}
