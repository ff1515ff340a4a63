import { diagnose } from '../../diagnostics/diagnostic.ts';
import { parseDotenv } from './dotenv.ts';
import type { FrontEnd } from './front-end.ts';
import type { Lookup } from './interpolate.ts';
import type { ComposeVariable } from './project.ts';
import type { Files } from './reader.ts';
import { child, entriesOf, flagOf, itemsOf, type Tree, textOf } from './tree.ts';
import type { Report, SourceFile } from './yaml.ts';

/** Variables of `outer`, and below them those of environment files, of which a later one wins. */
export function layered(
  outer: Lookup,
  sources: readonly SourceFile[],
  frontEnd: FrontEnd,
  report: Report,
): Lookup {
  const own = new Map<string, string>();
  const lookup: Lookup = (name) => outer(name) ?? own.get(name);
  for (const source of sources) {
    for (const [name, value] of readEnvFile(source, lookup, frontEnd, report)) own.set(name, value);
  }
  return lookup;
}

function readEnvFile(
  source: SourceFile,
  lookup: Lookup,
  frontEnd: FrontEnd,
  report: Report,
): ReadonlyMap<string, string> {
  const { variables, problem } = parseDotenv(source.text, lookup, frontEnd.interpolation);
  if (problem !== undefined) {
    const { start, end, message } = problem;
    report(diagnose('E3013', { problem: message }, { file: source.path, start, end }));
  }
  return variables;
}

export interface ServiceEnvironment {
  readonly lookup: Lookup;
  readonly files: Files;
  readonly frontEnd: FrontEnd;
  readonly report: Report;
}

/** The variables of `env_file`, in order, and over them those of `environment`. */
export function serviceEnvironment(service: Tree, how: ServiceEnvironment): readonly ComposeVariable[] {
  const variables = new Map<string, ComposeVariable>();
  for (const file of itemsOf(child(service, 'env_file'))) {
    for (const variable of envFileVariables(file, how)) variables.set(variable.key, variable);
  }
  for (const [key, { key: origin, value }] of entriesOf(child(service, 'environment'))) {
    variables.set(key, { key, value: textOf(value) ?? how.lookup(key) ?? null, origin });
  }
  return [...variables.values()];
}

/** A file that is missing is no error: it says nothing about networks. */
function envFileVariables(file: Tree, how: ServiceEnvironment): readonly ComposeVariable[] {
  const path = textOf(child(file, 'path')) ?? '';
  const source = how.files.tryOpen(path);
  if (!('refused' in source)) {
    const read = readEnvFile(source, how.lookup, how.frontEnd, how.report);
    return [...read].map(([key, value]) => ({ key, value, origin: file.origin }));
  }
  if (flagOf(child(file, 'required')) === false) return [];
  const why = source.refused === 'outside' ? "it lies outside the project's own folder" : 'it is not there';
  how.report(diagnose('E3014', { path, why }, file.origin));
  return [];
}
