import type { ComposeProject, ComposeService } from '../../../compiler/compose/project.ts';
import {
  type ComposeOptions,
  type ReadCompose,
  readComposeProject,
} from '../../../compiler/compose/read-project.ts';

/** Reads files kept in memory; the first one is `-f`, or those that `given` names. */
export function readMemory(
  files: { readonly [path: string]: string },
  options: ComposeOptions & { readonly given?: readonly string[] } = {},
): ReadCompose & { readonly codes: readonly string[] } {
  const { given = [Object.keys(files)[0]!], ...rest } = options;
  const reader = { read: (path: string) => files[path], exists: (path: string) => path in files };
  const read = readComposeProject(
    given.map((path) => ({ path, text: files[path]! })),
    { reader, directoryName: 'demo', ...rest },
  );
  return { ...read, codes: read.diagnostics.map(({ code }) => code) };
}

/** The project that one sound file describes; its diagnostics must be none. */
export function project(text: string, options: ComposeOptions = {}): ComposeProject {
  const read = readMemory({ 'compose.yaml': text }, options);
  if (read.project === undefined || read.diagnostics.length > 0) {
    throw new Error(read.diagnostics.map(({ code, message }) => `${code} ${message}`).join('\n'));
  }
  return read.project;
}

/** The service `web` of a file that says only this of it; the text is indented by four. */
export const web = (text: string, options: ComposeOptions = {}): ComposeService =>
  project(`services:\n  web:\n    image: nginx\n${text}`, options).services[0]!;
