import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { InputError } from '../../../cli/input-error.ts';
import { type Served, serveFolder } from '../../../cli/walkthrough/serve-folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'dnet-serve-'));
let served: Served;
beforeAll(async () => {
  mkdirSync(join(folder, 'book/modes'), { recursive: true });
  writeFileSync(join(folder, 'secret.md'), 'not yours');
  writeFileSync(join(folder, 'book/index.html'), '<body>contents</body>');
  writeFileSync(join(folder, 'book/modes/host mode.html'), '<body>page</body>');
  writeFileSync(join(folder, 'book/dnet.js'), 'run()');
  served = await serveFolder(join(folder, 'book'), 0);
});
afterAll(() => {
  served.close();
  rmSync(folder, { recursive: true });
});
const get = (path: string, method = 'GET') => fetch(new URL(path, served.url), { method });

test('a folder is its index, and a page listens for news', async () => {
  const answer = await get('/');
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(await answer.text()).toMatch(/^<body>contents<script>.*EventSource.*<\/script><\/body>$/);
});

test('only pages get the listening script; names with blanks are found', async () => {
  expect(await (await get('/dnet.js')).text()).toBe('run()');
  expect((await get('/modes/host%20mode.html')).status).toBe(200);
});

test.each([
  ['what is not there', '/none.html', 404],
  ['what lies outside', '/..%2fsecret.md', 404],
  ['a name that is none', '/%ff%00', 404],
])('%s is refused', async (_, path, status) => {
  expect((await get(path)).status).toBe(status);
});

test('nothing can be written', async () => {
  expect((await get('/', 'POST')).status).toBe(405);
});

test('an open page is told when there are new ones', async () => {
  const news = (await get('/.dnet/news')).body!.pipeThrough(new TextDecoderStream()).getReader();
  served.reload();
  let heard = '';
  while (!heard.includes('data:')) heard += (await news.read()).value ?? '';
  expect(heard).toContain('data: new\n\n');
  await news.cancel();
});

test('a port that is taken is a mistake of the input', async () => {
  const port = Number(new URL(served.url).port);
  await expect(serveFolder(folder, port)).rejects.toThrow(
    new InputError(`cannot listen on port ${port}: it is taken`),
  );
});
