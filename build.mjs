// Bundles the CLI, and for the browser what a walkthrough's pages run. Unbundled, Chevrotain's hundreds of lodash-es modules alone cost about 200 ms of each start.
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { build } from 'esbuild';

const { outputFiles } = await build({
  entryPoints: { dnet: 'cli/main.ts', 'fuzz-worker': 'cli/fuzz/worker.ts' },
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // Names stay as they are: Chevrotain and a stack trace read them, and to keep them beside shorter ones costs 20 ms of each start.
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  // Loaded only when a real engine is asked for, and it brings native parts; a pool that starts threads from files of its own.
  external: ['dockerode', 'tinypool'],
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  write: false,
});

const browser = await build({
  entryPoints: {
    page: 'walkthrough/browser/page.ts',
    dnet: 'walkthrough/browser/sandbox.ts',
    style: 'walkthrough/browser/page.css',
  },
  outdir: 'dist/browser',
  entryNames: '[name]',
  bundle: true,
  format: 'iife',
  platform: 'browser',
  target: ['chrome110', 'firefox115', 'safari16'],
  minify: true,
  legalComments: 'none',
  write: false,
});

// A build that fails leaves the last one in place; one that succeeds takes away what is no longer part of it.
mkdirSync('dist/browser', { recursive: true });
for (const { path, contents } of [...outputFiles, ...browser.outputFiles]) writeFileSync(path, contents);
// The programs of the probe image are files that run elsewhere.
cpSync('engines/image/scripts', 'dist/scripts', { recursive: true });
const made = new Set(['browser', 'scripts', ...outputFiles.map(({ path }) => basename(path))]);
for (const file of readdirSync('dist')) if (!made.has(file)) rmSync(`dist/${file}`, { recursive: true });
