// Bundles the CLI. Unbundled, Chevrotain's hundreds of lodash-es modules alone cost about 200 ms of each start.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { build } from 'esbuild';

const { outputFiles } = await build({
  entryPoints: { dnet: 'cli/main.ts' },
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  minify: true,
  keepNames: true,
  legalComments: 'none',
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  write: false,
});

// A build that fails leaves the last one in place; one that succeeds takes away what is no longer part of it.
mkdirSync('dist', { recursive: true });
for (const { path, contents } of outputFiles) writeFileSync(path, contents);
const made = new Set(outputFiles.map(({ path }) => basename(path)));
for (const file of readdirSync('dist')) if (!made.has(file)) rmSync(`dist/${file}`, { recursive: true });
