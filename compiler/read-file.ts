/**
 * How the pure compiler gets at other files: their text, or undefined. Paths are as the scenario's own,
 * joined with `/`.
 */
export type ReadFile = (path: string) => string | undefined;

/** The files beside a scenario. */
export interface Files {
  readonly read: ReadFile;
  /** The absolute folder that relative paths start from: a compose project is called after its folder. */
  readonly folder: string;
  /** Permits files outside the folder of a compose project. */
  readonly allowRead?: ((path: string) => boolean) | undefined;
  /** Whether a file that `read` does not give is there, and may not be read. */
  readonly isOutside?: ((path: string) => boolean) | undefined;
}

/** `./compose.yaml`, as named in `shop/shop.dnet`, is `shop/compose.yaml`. */
export function besideFile(file: string, path: string): string {
  if (path.startsWith('/')) return path;
  const parts = [...file.split('/').slice(0, -1), ...path.split('/')];
  const kept: string[] = [];
  for (const part of parts) {
    if (part === '.') continue;
    const last = kept.at(-1);
    if (part === '..' && last !== undefined && last !== '..' && last !== '') kept.pop();
    else kept.push(part);
  }
  return kept.join('/');
}
