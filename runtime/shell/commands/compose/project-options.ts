import type { ComposeReading, ComposeRequest } from '../../../../compiler/ir/compose-reading.ts';
import type { Terminal } from '../../command.ts';
import { type FlagValues, isGiven, listFlag, stringFlag } from '../../pflag/flag-values.ts';
import type { FlagSpec } from '../../pflag/spec.ts';
import { HOME } from '../../terminal.ts';

/** What stands before the subcommand: which project is meant. Both programs have these. */
export const PROJECT_FLAGS: readonly FlagSpec[] = [
  {
    name: 'file',
    shorthand: 'f',
    type: 'list',
    typeName: 'stringArray',
    usage: 'Compose configuration files',
  },
  { name: 'project-name', shorthand: 'p', type: 'string', usage: 'Project name' },
  { name: 'profile', type: 'list', typeName: 'stringArray', usage: 'Specify a profile to enable' },
  { name: 'env-file', type: 'list', typeName: 'stringArray', usage: 'Specify an alternate environment file' },
  { name: 'project-directory', type: 'string', usage: 'Specify an alternate working directory' },
];

const REFUSAL = 'dnet: nothing here reads compose files; start the shell with `dnet shell`';

/** Reads the project that the command line means, from the files of the machine that it is typed on. */
export function readProject(
  terminal: Terminal,
  frontEnd: ComposeRequest['frontEnd'],
  flags: FlagValues,
): ComposeReading {
  if (terminal.readCompose === undefined) return { ok: false, problem: REFUSAL };
  const profiles = listFlag(flags, 'profile');
  const envFiles = listFlag(flags, 'env-file');
  return terminal.readCompose({
    frontEnd,
    files: listFlag(flags, 'file'),
    directory: terminal.variables.PWD ?? HOME,
    environment: terminal.variables,
    read: terminal.readFile,
    ...(isGiven(flags, 'project-name') && { projectName: stringFlag(flags, 'project-name') }),
    ...(isGiven(flags, 'project-directory') && {
      projectDirectory: stringFlag(flags, 'project-directory'),
    }),
    ...(profiles.length > 0 && { profiles }),
    ...(envFiles.length > 0 && { envFiles }),
  });
}
