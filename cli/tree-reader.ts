import { realpathSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { readTextIfThere } from './file-system.ts';

/**
 * Reads files that lie, symbolic links followed, in one of some folders: what a file names is not reason enough to read
 * it.
 */
export function treeReader(folders: readonly string[]): (path: string) => string | undefined {
  const roots = folders.flatMap((folder) => realPath(folder) ?? []);
  return (path) => {
    const real = realPath(path);
    return real !== undefined && roots.some((root) => isWithin(real, root))
      ? readTextIfThere(path)
      : undefined;
  };
}

export const isWithin = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);

function realPath(path: string): string | undefined {
  try {
    return realpathSync(resolve(path));
  } catch {
    return undefined;
  }
}
