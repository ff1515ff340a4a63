import { readFileSync, writeFileSync } from 'node:fs';
import { generatedFiles } from './generated-files.ts';

/** `npm run generate` writes what is derived from the grammar; `--check` only tells whether it is up to date. */
const check = process.argv.includes('--check');
let stale = 0;
for (const [path, text] of generatedFiles()) {
  const file = new URL(`../${path}`, import.meta.url);
  const before = readOrEmpty(file);
  if (before === text) continue;
  stale++;
  if (!check) writeFileSync(file, text);
  console.log(`${check ? 'stale' : 'written'}: ${path}`);
}
process.exitCode = check && stale > 0 ? 1 : 0;

function readOrEmpty(file: URL): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
