import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { globSync } from 'tinyglobby';
import { expect, test } from 'vitest';

/** Each folder and the folders that it may import, besides itself. The longest prefix of a path decides. */
const MAY_IMPORT: { readonly [folder: string]: readonly string[] } = {
  diagnostics: [],
  grammar: ['diagnostics'],
  compiler: ['grammar', 'diagnostics'],
  'compiler/ir': ['diagnostics'],
  'compiler/compose': ['diagnostics', 'compiler/ir', 'compiler/addresses.ts'],
  runtime: ['compiler/ir', 'diagnostics'],
  'runtime/address': [],
  'runtime/kernel': ['runtime/address', 'diagnostics'],
  'runtime/docker-api': [],
  walkthrough: ['runtime', 'compiler', 'grammar', 'diagnostics'],
  engines: ['runtime', 'compiler/ir', 'diagnostics'],
  cli: ['engines', 'walkthrough', 'runtime', 'compiler', 'grammar', 'diagnostics', 'package.json'],
};
const CORE = ['diagnostics', 'grammar', 'compiler', 'runtime', 'walkthrough'];
const BUILD_TIME = new Set(['grammar/generate.ts']);

const root = posix.join(import.meta.dirname, '..');
const sources = globSync(
  Object.keys(MAY_IMPORT).map((folder) => `${folder}/**/*.ts`),
  { cwd: root },
)
  .filter((file) => !BUILD_TIME.has(file))
  .sort();

const within = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);
const folderOf = (file: string) =>
  Object.keys(MAY_IMPORT)
    .filter((folder) => within(file, folder))
    .sort((a, b) => b.length - a.length)[0]!;

const importsOf = (file: string): string[] =>
  [...readFileSync(posix.join(root, file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(
    (m) => m[1]!,
  );

test('there are sources to look at', () => expect(sources.length).toBeGreaterThan(20));

test.each(sources)('%s imports only what its folder may', (file) => {
  const folder = folderOf(file);
  const allowed = [folder, ...MAY_IMPORT[folder]!];
  for (const target of importsOf(file)) {
    if (target.startsWith('.')) {
      const path = posix.normalize(posix.join(posix.dirname(file), target));
      expect(
        allowed.some((a) => within(path, a)),
        `${file} imports ${path}`,
      ).toBe(true);
    } else if (CORE.some((core) => within(file, core))) {
      expect(target.startsWith('node:'), `${file} imports ${target}: the core runs in a browser`).toBe(false);
    }
  }
});

test.each(sources.filter((file) => CORE.some((core) => within(file, core))))(
  '%s reads no clock, environment or global randomness',
  (file) => {
    const code = readFileSync(posix.join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    expect(code).not.toMatch(
      /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bprocess\.(env|argv|stdout)\b|\bperformance\.now\b/,
    );
  },
);
