import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { ComposeRequest, ReadCompose } from '../ir/compose-reading.ts';
import { composeConfig } from './config.ts';
import { defaultComposeFiles } from './default-files.ts';
import { dockerCompose, dockerComposeV1 } from './front-end.ts';
import { baseName } from './path.ts';
import { composePlan } from './plan.ts';
import { type ComposeOptions, readComposeProject } from './read-project.ts';
import { stackPlan } from './stack-plan.ts';

const FRONT_ENDS = [dockerCompose, dockerComposeV1];

/** Reads the files that a typed command names, and says what is wrong in the words of the program that was typed. */
export const readPlan: ReadCompose = (request) => {
  const { read, directory } = request;
  const frontEnd = FRONT_ENDS.find(({ name }) => name === request.frontEnd)!;
  const paths = filesOf(request);
  if (paths.length === 0) return { ok: false, problem: frontEnd.texts.noFile };
  const missing = paths.find((path) => read(path) === undefined);
  if (missing !== undefined) return { ok: false, problem: frontEnd.texts.missingFile(missing, directory) };
  const files = paths.map((path) => ({ path, text: read(path)! }));
  const { project, diagnostics } = readComposeProject(files, { ...optionsOf(request), frontEnd });
  const error = diagnostics.find(({ severity }) => severity === 'error');
  if (project === undefined || error !== undefined)
    return { ok: false, problem: error === undefined ? 'empty compose file' : wordsOf(error) };
  return {
    ok: true,
    plan: composePlan(project, directory),
    stack: stackPlan(project),
    config: composeConfig(project),
    warnings: diagnostics.filter(isSaid).map(wordsOf),
  };
};

function filesOf({ files, read, environment }: ComposeRequest): readonly string[] {
  if (files.length > 0) return files;
  return defaultComposeFiles('.', (path) => read(path) !== undefined, environment);
}

const optionsOf = (request: ComposeRequest): ComposeOptions => ({
  reader: { read: request.read, exists: (path) => request.read(path) !== undefined },
  // The machine is a simulated one: all of its files are its own.
  allowRead: () => true,
  environment: request.environment,
  directoryName: baseName(request.directory),
  ...(request.projectName !== undefined && { projectName: request.projectName }),
  ...(request.projectDirectory !== undefined && { projectDirectory: request.projectDirectory }),
  ...(request.profiles !== undefined && { profiles: request.profiles }),
  ...(request.envFiles !== undefined && { envFiles: request.envFiles }),
});

/** The program's own words are a note of the diagnostic; where there are none, ours stand for them. */
const wordsOf = ({ message, notes }: Diagnostic): string => notes[0] ?? message;

/** A variable without a value is the one thing that both programs warn of as they read. */
const isSaid = ({ code, severity }: Diagnostic): boolean => severity === 'warning' && code === 'E3011';
