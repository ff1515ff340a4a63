import { dirname, resolve } from 'node:path';
import { compile } from '../compiler/compile.ts';
import { readText, readTextIfThere } from './file-system.ts';
import type { SourceFile } from './source-file.ts';
import { isWithin, treeReader } from './tree-reader.ts';

export interface CompileFileOptions {
  /** What relative paths start from, instead of the current folder. */
  readonly folder?: string | undefined;
  /** Folders outside the scenario's own tree that files may be read from. */
  readonly allowRead?: readonly string[] | undefined;
}

/**
 * Reads and compiles a scenario file, and the compose files that it names. Those lie in its own tree: its folder and
 * what is below, or the current folder where the scenario lies in that.
 */
export function compileFile(
  path: string,
  { folder = process.cwd(), allowRead = [] }: CompileFileOptions = {},
): SourceFile & {
  /** Every text that was read, by path. */
  readonly texts: ReadonlyMap<string, string>;
} {
  const text = readText(path);
  const texts = new Map([[path, text]]);
  const own = isWithin(resolve(path), process.cwd()) ? [process.cwd()] : [dirname(resolve(path))];
  const readTree = treeReader([...own, ...allowRead]);
  const read = (other: string): string | undefined => {
    const known = texts.get(other) ?? readTree(other);
    if (known !== undefined) texts.set(other, known);
    return known;
  };
  const { ir, diagnostics } = compile(path, text, {
    read,
    folder,
    allowRead: (other) => allowRead.some((root) => isWithin(resolve(other), resolve(root))),
    isOutside: (other) => read(other) === undefined && readTextIfThere(other) !== undefined,
  });
  return { path, text, ir, diagnostics, textOf: (file) => texts.get(file), texts };
}
