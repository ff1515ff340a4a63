import { execFile } from 'node:child_process';
import { accessSync, constants, readFileSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { EngineError } from '../engine-error.ts';
import type { TarEntry } from './tar.ts';

const run = promisify(execFile);

/** Whom Debian's packages call what the probe image needs. */
const NEEDED = { busybox: 'busybox-static', socat: 'socat', getent: 'libc-bin' } as const;

/** Programs of this machine with the libraries that they load: what the probe image is made from. */
export async function localPrograms(path = process.env.PATH ?? ''): Promise<readonly TarEntry[]> {
  const missing = Object.entries(NEEDED).filter(([name]) => find(name, path) === undefined);
  if (missing.length > 0)
    throw new EngineError(
      `the probe image is made from ${Object.keys(NEEDED).join(', ')} of this machine, and ${missing.map(([name]) => name).join(' and ')} is not here: install ${missing.map(([, name]) => name).join(' ')}`,
    );
  const found = Object.keys(NEEDED).flatMap((name) => {
    const at = find(name, path);
    return at === undefined ? [] : [{ name, at: realpathSync(at) }];
  });
  const libraries = new Set((await Promise.all(found.map(({ at }) => librariesOf(at)))).flat());
  return [
    ...found.map(({ name, at }) => file(`bin/${name}`, at)),
    ...[...libraries].sort().map((at) => file(at.slice(1), at)),
  ];
}

function find(name: string, path: string): string | undefined {
  return path
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((candidate) => {
      try {
        accessSync(candidate, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

const file = (path: string, at: string): TarEntry => ({
  path,
  mode: 0o755,
  content: { kind: 'file', bytes: readFileSync(at) },
});

/** What the loader says it loads; nothing for a static program, for which `ldd` fails. */
async function librariesOf(program: string): Promise<readonly string[]> {
  try {
    const { stdout } = await run('ldd', [program]);
    return [...stdout.matchAll(/(?:=>\s*)?(\/\S+)\s+\(0x/g)].map((match) => match[1]!);
  } catch {
    return [];
  }
}

/** The folders above the entries, each once, parents first. */
export function foldersOf(entries: readonly TarEntry[]): readonly TarEntry[] {
  const folders = new Set<string>();
  for (const { path } of entries) for (let at = dirname(path); at !== '.'; at = dirname(at)) folders.add(at);
  return [...folders].sort().map((path) => ({ path: `${path}/`, mode: 0o755, content: { kind: 'folder' } }));
}
