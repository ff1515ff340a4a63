import { dirname, join, relative, sep } from 'node:path';
import { type Book, bindBook, type Chapter, deadLinks } from '../../walkthrough/book/book.ts';
import { bookHtml } from '../../walkthrough/book/book-html.ts';
import { bookMarkdown } from '../../walkthrough/book/book-markdown.ts';
import { ROOT } from '../../walkthrough/story/root.ts';
import { tellPage } from '../../walkthrough/story/tell-page.ts';
import { compileFile } from '../compile-file.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { findScenarioFiles, readTextIfThere } from '../file-system.ts';
import { InputError } from '../input-error.ts';
import { endProgress, print, progress } from '../output.ts';
import { SERVICES } from '../services.ts';
import { showDiagnostic } from '../show-diagnostic.ts';
import { hasErrors } from '../source-file.ts';
import { readAssets } from './assets.ts';

export type WalkthroughFormat = 'md' | 'html';

export interface Made {
  /** Held only when every scenario compiles and every claim holds: no page is made otherwise. */
  readonly code: ExitCode;
  /** By path below the folder. */
  readonly files: ReadonlyMap<string, string>;
  readonly pages: number;
  readonly ms: number;
}

const CONTENTS = 'README.md';

/** Plays every scenario and makes the pages; what is wrong with one is printed. */
export async function makeWalkthrough(
  paths: readonly string[],
  format: WalkthroughFormat,
  out: string,
): Promise<Made> {
  const begin = performance.now();
  const files = findScenarioFiles(paths);
  if (files.length === 0) throw new InputError(`no scenario file found in ${paths.join(' ')}`);
  const root = commonFolder(files, paths);
  const chapters: Chapter[] = [];
  let code: ExitCode = EXIT.held;
  for (const file of files) {
    progress(file);
    await new Promise((resolve) => setImmediate(resolve));
    const chapter = tellChapter(file, root);
    if (typeof chapter === 'number') code = Math.max(code, chapter) as ExitCode;
    else if (chapter !== undefined) chapters.push(chapter);
  }
  endProgress();
  const nothing = { files: new Map<string, string>(), pages: 0, ms: performance.now() - begin };
  if (code !== EXIT.held) return { ...nothing, code };
  const contents = readTextIfThere(join(root, CONTENTS));
  const dead = deadLinks(contents ?? '', chapters);
  if (dead.length > 0)
    throw new InputError(`${join(root, CONTENTS)} links to ${dead.join(', ')}, which is no scenario file`);
  const book = bindBook(contents, chapters);
  const rendered = await render(book, format, out);
  return { code, files: rendered, pages: book.chapters.length, ms: performance.now() - begin };
}

async function render(
  book: Book,
  format: WalkthroughFormat,
  out: string,
): Promise<ReadonlyMap<string, string>> {
  if (format === 'md')
    return bookMarkdown(book, ({ name, page }) =>
      relative(dirname(join(out, name)), page.file)
        .split(sep)
        .join('/'),
    );
  return bookHtml(book, readAssets());
}

/** The page of a file; its exit code when something is wrong with it; nothing for a file without scenarios. */
function tellChapter(file: string, root: string): Chapter | ExitCode | undefined {
  const source = compileFile(file, { folder: ROOT });
  const tell = (diagnostics: typeof source.diagnostics): void => {
    endProgress();
    for (const diagnostic of diagnostics.filter(({ severity }) => severity === 'error'))
      print(`${showDiagnostic(diagnostic, source)}\n`);
  };
  if (hasErrors(source.diagnostics) || source.ir === undefined) {
    tell(source.diagnostics);
    return EXIT.input;
  }
  if (source.ir.scenarios.length === 0) return undefined;
  const { page, problems } = tellPage({ ir: source.ir, texts: source.texts, services: SERVICES });
  if (hasErrors(problems)) {
    tell(problems);
    return EXIT.failed;
  }
  return {
    page,
    name: relative(root, file)
      .split(sep)
      .join('/')
      .replace(/\.dnet$/, ''),
  };
}

/** The folder that was given, or the nearest that all files lie in. */
function commonFolder(files: readonly string[], paths: readonly string[]): string {
  const [only] = paths;
  if (paths.length === 1 && !files.includes(only!)) return only!;
  return files.map((file) => dirname(file)).reduce(sharedPath);
}

function sharedPath(a: string, b: string): string {
  const [left, right] = [a.split(sep), b.split(sep)];
  const differs = left.findIndex((part, i) => part !== right[i]);
  return (differs < 0 ? left : left.slice(0, differs)).join(sep) || '.';
}
