import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';

const root = join(import.meta.dirname, '../..');
const goldens = join(import.meta.dirname, 'goldens');

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder of its own for one test file, with the built program to run in it. */
export function workshop(files: { readonly [path: string]: string }) {
  const folder = mkdtempSync(join(tmpdir(), 'dnet-cli-'));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  beforeAll(() => {
    build();
    for (const [path, text] of Object.entries(files)) write(path, text);
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true }));
  return {
    write,
    read: (path: string): string => readFileSync(join(folder, path), 'utf8'),
    dnet: (args: readonly string[], env: { readonly [name: string]: string } = {}): Ran => {
      const ran = spawnSync(process.execPath, [join(root, 'bin/dnet.mjs'), ...args], {
        cwd: folder,
        encoding: 'utf8',
        env: { PATH: process.env.PATH, ...env },
      });
      return { code: ran.status, stdout: ran.stdout, stderr: ran.stderr };
    },
  };
}

let built = false;

/** The program is tested as it is shipped: bundled. */
function build(): void {
  if (built) return;
  built = true;
  const { status, stderr } = spawnSync(process.execPath, ['build.mjs'], { cwd: root, encoding: 'utf8' });
  expect(status, stderr).toBe(0);
}

/**
 * Holds a text against its golden, which `UPDATE_GOLDENS=1` rewrites. Times, which differ from run to run,
 * read `0`.
 */
export function expectGolden(name: string, text: string): void {
  const file = join(goldens, name);
  const stable = text.replace(/\b\d+ ms\b/g, '0 ms').replace(/\b\d+\.\d\d s\b/g, '0.00 s');
  if (process.env.UPDATE_GOLDENS !== undefined) {
    mkdirSync(goldens, { recursive: true });
    writeFileSync(file, stable);
  }
  expect(stable).toBe(readFileSync(file, 'utf8'));
}
