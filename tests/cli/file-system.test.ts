import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findScenarioFiles, readText } from '../../cli/file-system.ts';

const folder = mkdtempSync(join(tmpdir(), 'dnet-'));
afterAll(() => rmSync(folder, { recursive: true }));
const write = (path: string, text = ''): void => {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
};

test('folders are searched in order; folders of tools are left out', () => {
  for (const path of ['b.dnet', 'a/z.dnet', 'a/notes.md', 'node_modules/x/y.dnet']) write(path);
  expect(findScenarioFiles([folder])).toEqual([join(folder, 'a/z.dnet'), join(folder, 'b.dnet')]);
});

test('a file is taken as it is, whatever its name, and once', () => {
  write('c.txt');
  expect(findScenarioFiles([join(folder, 'c.txt'), join(folder, 'c.txt')])).toHaveLength(1);
});

test('a byte order mark is no part of the text', () => {
  write('bom.dnet', '\uFEFFscenario');
  expect(readText(join(folder, 'bom.dnet'))).toBe('scenario');
});

test.each([
  ['no such file', 'none.dnet', /there is no such file/],
  ['a folder', '.', /it is a directory/],
  ['too large', 'large.dnet', /larger than 4 MiB/],
])('%s is told in one line', (_, path, message) => {
  write('large.dnet', 'x'.repeat(4 * 1024 * 1024 + 1));
  expect(() => readText(join(folder, path))).toThrow(message);
});
