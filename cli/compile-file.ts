import { compile } from '../compiler/compile.ts';
import { readText, readTextIfThere } from './file-system.ts';
import type { SourceFile } from './source-file.ts';

/** Reads and compiles a scenario file, and the compose files that it names, whose relative paths start from `folder`. */
export function compileFile(
  path: string,
  folder: string = process.cwd(),
): SourceFile & {
  /** Every text that was read, by path. */
  readonly texts: ReadonlyMap<string, string>;
} {
  const text = readText(path);
  const texts = new Map([[path, text]]);
  const read = (other: string): string | undefined => {
    const known = texts.get(other) ?? readTextIfThere(other);
    if (known !== undefined) texts.set(other, known);
    return known;
  };
  const { ir, diagnostics } = compile(path, text, { read, folder });
  return { path, text, ir, diagnostics, textOf: (file) => texts.get(file), texts };
}
