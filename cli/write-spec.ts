import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { compile } from '../compiler/compile.ts';
import { deploy } from '../runtime/matrix/deploy.ts';
import { matrixOf } from '../runtime/matrix/reach-matrix.ts';
import { problemsOf } from '../runtime/scenario/problems.ts';
import { runScenario } from '../runtime/scenario/run.ts';
import { specText } from '../walkthrough/spec/spec-text.ts';
import type { ComposeOptions } from './compose-options.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { readTextIfThere, writeText } from './file-system.ts';
import { InputError } from './input-error.ts';
import { print, printError } from './output.ts';
import { engineOf, readCompose } from './read-compose.ts';
import { SERVICES } from './services.ts';
import { showDiagnostic } from './show-diagnostic.ts';
import { isWithin, treeReader } from './tree-reader.ts';

interface SpecOutput {
  readonly output?: string | undefined;
  readonly force?: true | undefined;
  readonly stdout?: true | undefined;
}

/** Writes today's reachability as a scenario, once it is judged and holds. */
export function writeSpec(files: readonly string[], to: SpecOutput, options: ComposeOptions): ExitCode {
  const read = readCompose(files, options);
  if (read === undefined) return EXIT.input;
  const path = to.output ?? read.files[0]!.replace(/\.ya?ml$/, '.dnet');
  if (!to.stdout && !to.force && existsSync(path))
    throw new InputError(`${path} is there already; --force writes over it`);
  const folder = dirname(resolve(path));
  const engine = engineOf(options);
  const deployed = deploy(read.plan, engine);
  for (const note of deployed.notes) printError(`note: ${note}`);
  const text = specText(deployed, matrixOf(deployed), {
    files: read.files.map((file) => relative(folder, resolve(file))),
    profiles: options.profile ?? [],
    ...(options.projectName !== undefined && { projectName: read.plan.project }),
    ...engine,
  });
  const readable = [...read.files.map((file) => dirname(resolve(file))), ...(options.allowRead ?? [])];
  const problems = judge(join(folder, 'spec.dnet'), text, readable);
  for (const problem of problems) printError(`${problem}\n`);
  if (to.stdout) print(text);
  else {
    writeText(path, `${text}\n`);
    print(`${path}: ${problems.length === 0 ? 'all claims hold' : 'some claims need a look'}`);
  }
  return problems.length === 0 ? EXIT.held : EXIT.failed;
}

/** What is wrong with the spec, as text; nothing when every claim holds. */
function judge(path: string, text: string, readable: readonly string[]): readonly string[] {
  const { ir, diagnostics } = compile(path, text, {
    read: treeReader(readable),
    folder: process.cwd(),
    allowRead: (file) => readable.some((root) => isWithin(resolve(file), resolve(root))),
  });
  const scenarios = ir?.scenarios ?? [];
  const found = scenarios.flatMap((scenario) => problemsOf(runScenario(scenario, { services: SERVICES })));
  const textOf = (file: string) => (file === path ? text : readTextIfThere(file));
  return [...diagnostics, ...found]
    .filter(({ severity }) => severity === 'error')
    .map((problem) => showDiagnostic(problem, { textOf }));
}
