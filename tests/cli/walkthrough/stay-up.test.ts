import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { InputError } from '../../../cli/input-error.ts';
import { stayUp } from '../../../cli/walkthrough/stay-up.ts';

const folder = mkdtempSync(join(tmpdir(), 'dnet-watch-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

test('a changed scenario is made anew, and a mistake does not end the watch', async () => {
  const said: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  const made: string[] = [];
  const makeAnew = async (): Promise<boolean> => {
    made.push('made');
    if (made.length === 1) throw new InputError('half typed');
    return true;
  };
  void stayUp([folder], { out: folder, port: 0, watch: true }, makeAnew);
  await vi.waitFor(() => expect(said.join('')).toContain('watching'));
  writeFileSync(join(folder, 'notes.txt'), 'not a scenario');
  writeFileSync(join(folder, 'a.dnet'), 'scenario');
  await vi.waitFor(() => expect(said.join('')).toContain('half typed'), 5000);
  writeFileSync(join(folder, 'a.dnet'), 'scenario "a" {}');
  await vi.waitFor(() => expect(made).toHaveLength(2), 5000);
});
