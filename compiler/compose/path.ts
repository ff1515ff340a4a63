/** Paths as POSIX has them, without asking any file system. */

const isAbsolute = (path: string): boolean => path.startsWith('/');

/** Without `.`, `..` and doubled slashes; `.` for the empty path. `..` at the root stays at the root. */
export function normalizePath(path: string): string {
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (!isAbsolute(path)) kept.push('..');
  }
  const joined = kept.join('/');
  return isAbsolute(path) ? `/${joined}` : joined || '.';
}

/** `path` as seen from `directory`. */
export const resolvePath = (directory: string, path: string): string =>
  normalizePath(isAbsolute(path) ? path : `${directory}/${path}`);

export function directoryOf(path: string): string {
  const slash = path.lastIndexOf('/');
  if (slash < 0) return '.';
  return normalizePath(path.slice(0, slash) || '/');
}

export const baseName = (path: string): string => normalizePath(path).split('/').at(-1) ?? '';

/** Whether a normalised path lies in a normalised folder. */
export function isWithin(path: string, directory: string): boolean {
  if (directory === '.') return !isAbsolute(path) && path !== '..' && !path.startsWith('../');
  return path === directory || path.startsWith(directory === '/' ? '/' : `${directory}/`);
}
