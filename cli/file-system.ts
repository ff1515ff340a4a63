import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { InputError } from './input-error.ts';

const EXTENSION = '.dnet';
const SKIPPED = new Set(['node_modules', '.git', 'dist']);
/**
 * Larger scenario files are refused: nobody writes them, and a wrong argument should not fill the memory.
 * Bytes.
 */
const LARGEST = 4 * 1024 * 1024;

const REASONS: { readonly [code: string]: string } = {
  ENOENT: 'there is no such file',
  EACCES: 'permission denied',
  EISDIR: 'it is a directory',
  ENOTDIR: 'a part of its path is no directory',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left',
};

function attempt<T>(action: () => T, path: string, verb: string): T {
  try {
    return action();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    throw new InputError(`cannot ${verb} ${path}: ${REASONS[code] ?? code}`);
  }
}

/** The text of a file, as UTF-8 without a byte order mark. */
export function readText(path: string): string {
  const { size } = attempt(() => statSync(path), path, 'read');
  if (size > LARGEST)
    throw new InputError(`cannot read ${path}: it is larger than ${LARGEST / 1024 / 1024} MiB`);
  return attempt(() => readFileSync(path, 'utf8'), path, 'read').replace(/^\uFEFF/, '');
}

/** The same, for a file that another one names and that may not be there. */
export function readTextIfThere(path: string): string | undefined {
  try {
    return readText(path);
  } catch {
    return undefined;
  }
}

export function writeText(path: string, text: string): void {
  attempt(() => mkdirSync(dirname(path), { recursive: true }), path, 'write');
  attempt(() => writeFileSync(path, text), path, 'write');
}

export function removeFile(path: string): void {
  attempt(() => rmSync(path, { force: true }), path, 'remove');
}

/** The files below a folder, relative to it with `/`; none where there is no folder. */
export function filesBelow(folder: string, prefix = ''): readonly string[] {
  const path = join(folder, prefix);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    const name = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(folder, name) : [name];
  });
}

/**
 * The scenario files that paths mean: files as they are, folders with everything below them, in alphabetical
 * order.
 */
export function findScenarioFiles(paths: readonly string[]): readonly string[] {
  const found = paths.flatMap((path) =>
    attempt(() => statSync(path), path, 'read').isDirectory() ? walk(path) : [path],
  );
  return [...new Set(found)];
}

function walk(folder: string): readonly string[] {
  const entries = attempt(() => readdirSync(folder, { withFileTypes: true }), folder, 'read');
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : walk(path);
    return entry.isFile() && entry.name.endsWith(EXTENSION) ? [path] : [];
  });
}
