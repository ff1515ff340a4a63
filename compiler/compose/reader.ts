import { diagnose } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/span.ts';
import { isWithin } from './path.ts';
import { type ParsedFile, parseFile, type Report, type SourceFile } from './yaml.ts';

/**
 * How the pure reader gets at files. Paths are normalised, relative to wherever the caller's own paths start.
 * Whoever implements it answers for symbolic links: a link out of the tree must read as undefined.
 */
export interface ComposeReader {
  /** The text of a file; undefined if it cannot be read. */
  readonly read: (path: string) => string | undefined;
  readonly exists: (path: string) => boolean;
}

/** The reader of a program without files, such as a browser's. */
export const noFiles: ComposeReader = { read: () => undefined, exists: () => false };

/** Files seen through the rule that a project reads only its own tree. */
export interface Files {
  /** Reads a file on behalf of `purpose` (`the included file`); reports and gives undefined if it may not or cannot. */
  readonly open: (path: string, purpose: string, at: Span) => SourceFile | undefined;
  /** The same for a compose file. */
  readonly openCompose: (path: string, purpose: string, at: Span) => ParsedFile | undefined;
  /** Reads without a report, with the reason instead. */
  readonly tryOpen: (path: string) => SourceFile | { readonly refused: 'outside' | 'missing' };
  /** The compose files that were opened, in order. */
  readonly compose: readonly ParsedFile[];
}

export function projectFiles(
  reader: ComposeReader,
  roots: readonly string[],
  allowRead: (path: string) => boolean,
  report: Report,
): Files {
  const compose: ParsedFile[] = [];
  const tryOpen: Files['tryOpen'] = (path) => {
    const allowed = roots.some((root) => isWithin(path, root)) || allowRead(path);
    if (!allowed) return { refused: 'outside' };
    const text = reader.read(path);
    return text === undefined ? { refused: 'missing' } : { path, text };
  };
  const open: Files['open'] = (path, purpose, at) => {
    const file = tryOpen(path);
    if (!('refused' in file)) return file;
    report(diagnose(file.refused === 'outside' ? 'E3007' : 'E3006', { path, purpose }, at));
    return undefined;
  };
  const openCompose: Files['openCompose'] = (path, purpose, at) => {
    const source = open(path, purpose, at);
    if (source === undefined) return undefined;
    const parsed = compose.find((file) => file.path === path) ?? parseFile(source, report);
    compose.push(parsed);
    return parsed;
  };
  return { open, openCompose, tryOpen, compose };
}
