import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const rows = [
  ...readFileSync(join(root, 'docs/statements.md'), 'utf8').matchAll(/^\| (T\d+) \| .* \| (\w+) \|$/gm),
];
const shown = new Map<string, string[]>();
for (const file of globSync('scenarios/**/*.dnet', { cwd: root }))
  for (const line of readFileSync(join(root, file), 'utf8').matchAll(/^\s*shows\s+([T\d,\s]+?)$/gm))
    for (const id of line[1]!.split(/[,\s]+/).filter(Boolean))
      shown.set(id, [...(shown.get(id) ?? []), file]);

test('the list holds T1 to T47, each once', () =>
  expect(rows.map((row) => row[1])).toEqual(Array.from({ length: 47 }, (_, i) => `T${i + 1}`)));

test.each(rows.filter((row) => row[2] === 'yes').map((row) => row[1]!))('%s is shown by a scenario', (id) => {
  expect(shown.get(id) ?? [], `no scenario says \`shows ${id}\``).not.toEqual([]);
});

test('scenarios show only statements of the list', () => {
  const known = new Set(rows.map((row) => row[1]));
  expect([...shown.keys()].filter((id) => !known.has(id))).toEqual([]);
});
