import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';

const root = join(import.meta.dirname, '../..');
const PLACES = [process.env.DNET_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'];

/** The browser of this machine, if it has one. */
export const CHROMIUM = PLACES.find((path) => path !== undefined && existsSync(path));
if (CHROMIUM === undefined)
  console.warn('NOT RUN: no Chromium was found; install the package chromium, or set DNET_CHROMIUM');

export interface Visit {
  readonly page: Page;
  /** What the page complained of on its console. */
  readonly complaints: readonly string[];
}

/** The tutorial as HTML in a folder of its own, and a browser to look at it. */
export function site() {
  const folder = mkdtempSync(join(tmpdir(), 'dnet-site-'));
  let browser: Browser | undefined;
  beforeAll(async () => {
    if (CHROMIUM === undefined) return;
    const args = ['bin/dnet.mjs', 'walkthrough', 'scenarios', '--out', folder, '--format', 'html'];
    execFileSync(process.execPath, args, { cwd: root });
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });
  /** Opens a page as a reader does who has nothing but the files. */
  const visit = async (path: string, look: Parameters<Browser['newPage']>[0] = {}): Promise<Visit> => {
    const page = await browser!.newPage(look);
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('request', (request) => {
      if (!/^(file|data):/.test(request.url())) complaints.push(`asks for ${request.url()}`);
    });
    await page.goto(pathToFileURL(join(folder, path)).href);
    return { page, complaints };
  };
  return { folder, visit };
}
