import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { EXIT } from '../../../cli/exit-codes.ts';
import { InputError } from '../../../cli/input-error.ts';
import { writeWalkthrough } from '../../../cli/write-walkthrough.ts';

const PAGE = `scenario "two on a bridge" {
  host laptop { address 192.168.1.31/24 }
  container web { image nginx }
  container peer { image alpine; command sleep 1d }
  expect peer reaches web
}
`;

let folder: string;
let printed: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dnet-walk-'));
  mkdirSync(join(folder, 'in/sub'), { recursive: true });
  writeFileSync(join(folder, 'in/sub/bridge.dnet'), PAGE);
  printed = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const out = () => join(folder, 'out');
const make = (more: { readonly check?: true; readonly watch?: true } = {}) =>
  writeWalkthrough([join(folder, 'in')], { out: out(), format: 'md', port: 0, ...more });

test('pages lie as their scenarios do, with a table of contents', async () => {
  expect(await make()).toBe(EXIT.held);
  expect(readFileSync(join(out(), 'README.md'), 'utf8')).toContain('[Two on a bridge](sub/bridge.md)');
  expect(readFileSync(join(out(), 'sub/bridge.md'), 'utf8')).toContain(
    'laptop$ docker run -d --name web nginx',
  );
});

test('--check holds while the pages are what the scenarios say, and names each that is not', async () => {
  await make();
  expect(await make({ check: true })).toBe(EXIT.held);
  writeFileSync(join(out(), 'sub/bridge.md'), 'something else');
  rmSync(join(out(), 'README.md'));
  printed = [];
  expect(await make({ check: true })).toBe(EXIT.failed);
  expect(printed.join('')).toContain(`${join(out(), 'README.md')} is missing`);
  expect(printed.join('')).toContain(`${join(out(), 'sub/bridge.md')} is out of date`);
  expect(readFileSync(join(out(), 'sub/bridge.md'), 'utf8')).toBe('something else');
});

test('a page whose scenario is gone goes too; what others wrote stays', async () => {
  await make();
  writeFileSync(join(out(), 'notes.md'), 'mine');
  writeFileSync(join(folder, 'in/other.dnet'), PAGE);
  rmSync(join(folder, 'in/sub/bridge.dnet'));
  expect(await make({ check: true })).toBe(EXIT.failed);
  expect(printed.join('')).toContain('sub/bridge.md belongs to no scenario any more');
  expect(await make()).toBe(EXIT.held);
  expect(existsSync(join(out(), 'sub/bridge.md'))).toBe(false);
  expect(existsSync(join(out(), 'notes.md'))).toBe(true);
});

test('no page is made of a claim that does not hold, or of a file with a mistake', async () => {
  writeFileSync(join(folder, 'in/sub/bridge.dnet'), PAGE.replace('reaches web', 'cannot reach web'));
  expect(await make()).toBe(EXIT.failed);
  writeFileSync(join(folder, 'in/sub/bridge.dnet'), PAGE.replace('container web', 'contianer web'));
  expect(await make()).toBe(EXIT.input);
  expect(existsSync(out())).toBe(false);
});

test('links of the contents that lead nowhere are a mistake of the input', async () => {
  writeFileSync(join(folder, 'in/README.md'), '# Book\n\n- [gone](gone.dnet)\n');
  await expect(make()).rejects.toThrow(InputError);
});

test('--check neither serves nor watches', async () => {
  await expect(make({ check: true, watch: true })).rejects.toThrow(
    '--check goes with neither --serve nor --watch',
  );
});
