import { statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { defaultComposeFiles } from '../compiler/compose/default-files.ts';
import { dockerCompose, dockerComposeV1 } from '../compiler/compose/front-end.ts';
import { composePlan } from '../compiler/compose/plan.ts';
import type { ComposeProject } from '../compiler/compose/project.ts';
import { readComposeProject } from '../compiler/compose/read-project.ts';
import type { ComposePlan } from '../compiler/ir/compose-plan.ts';
import { resolveVersion } from '../runtime/engine/versions/versions.ts';
import type { ComposeOptions } from './compose-options.ts';
import { readText, readTextIfThere } from './file-system.ts';
import { InputError } from './input-error.ts';
import { printError } from './output.ts';
import { showDiagnostic } from './show-diagnostic.ts';
import { hasErrors } from './source-file.ts';
import { isWithin, treeReader } from './tree-reader.ts';

/** A project that was read without errors. */
export interface ReadProject {
  readonly project: ComposeProject;
  readonly plan: ComposePlan;
  /** The files that were asked for; those of a folder that stood for them. */
  readonly files: readonly string[];
}

/**
 * Reads compose files as `docker compose -f first -f second` does, or those of a folder. What is wrong with them is
 * printed; nothing comes back when it stands in the way.
 */
export function readCompose(paths: readonly string[], options: ComposeOptions): ReadProject | undefined {
  const files = paths.flatMap(filesOf);
  const first = files[0]!;
  const folders = [...files.map((file) => dirname(file)), ...(options.allowRead ?? [])];
  const read = treeReader(folders);
  const texts = new Map(files.map((file) => [file, readText(file)]));
  const { project, diagnostics } = readComposeProject(
    files.map((path) => ({ path, text: texts.get(path)! })),
    {
      reader: { read, exists: (path) => read(path) !== undefined },
      allowRead: (path) =>
        (options.allowRead ?? []).some((folder) => isWithin(resolve(path), resolve(folder))),
      environment: definedVariables(process.env),
      directoryName: basename(dirname(resolve(first))),
      frontEnd: options.frontEnd === dockerComposeV1.name ? dockerComposeV1 : dockerCompose,
      ...(options.projectName !== undefined && { projectName: options.projectName }),
      ...(options.profile !== undefined && { profiles: options.profile }),
      ...(options.envFile !== undefined && { envFiles: options.envFile }),
    },
  );
  const textOf = (file: string) => texts.get(file) ?? readTextIfThere(file);
  for (const diagnostic of diagnostics) printError(`${showDiagnostic(diagnostic, { textOf })}\n`);
  if (project === undefined || hasErrors(diagnostics)) return undefined;
  return { project, plan: composePlan(project, process.cwd()), files };
}

/** A folder stands for the files in it that `docker compose` would take. */
function filesOf(path: string): readonly string[] {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [path];
  const files = defaultComposeFiles(path, (file) => readTextIfThere(file) !== undefined);
  if (files.length === 0) throw new InputError(`no compose file found in ${path}`);
  return files;
}

const definedVariables = (variables: NodeJS.ProcessEnv): { readonly [name: string]: string } =>
  Object.fromEntries(
    Object.entries(variables).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );

/** The engine that `--engine-version` names, for the world; nothing when it is not given. */
export function engineOf({ engineVersion }: ComposeOptions): { readonly engineVersion?: string } {
  if (engineVersion === undefined) return {};
  const version = resolveVersion(engineVersion);
  if (version === undefined) throw new InputError(`engine ${engineVersion} is not simulated`);
  return { engineVersion: version.name };
}
