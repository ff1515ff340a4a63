import { containerExecContext } from '../../../engine/daemon/container-exec-context.ts';
import { fail } from '../../language/command-result.ts';
import { listFlag, stringFlag } from '../../pflag/flag-values.ts';
import { containerTerminal } from '../../terminal.ts';
import { type DockerCommand, daemonError } from './docker-command.ts';

const notFound = (program: string): string =>
  `OCI runtime exec failed: exec failed: unable to start container process: exec: "${program}": executable file not found in $PATH: unknown\n`;

export const exec: DockerCommand = {
  spec: {
    path: 'docker exec',
    usage: 'docker exec [OPTIONS] CONTAINER COMMAND [ARG...]',
    short: 'Execute a command in a running container',
    aliases: ['docker container exec', 'docker exec'],
    args: { kind: 'min', count: 2 },
    interspersed: false,
    flags: [
      { name: 'detach', shorthand: 'd', type: 'bool', usage: 'Detached mode: run command in the background' },
      { name: 'env', shorthand: 'e', type: 'list', usage: 'Set environment variables' },
      { name: 'interactive', shorthand: 'i', type: 'bool', usage: 'Keep STDIN open even if not attached' },
      { name: 'tty', shorthand: 't', type: 'bool', usage: 'Allocate a pseudo-TTY' },
      {
        name: 'user',
        shorthand: 'u',
        type: 'string',
        usage: 'Username or UID (format: "<name|uid>[:<group|gid>]")',
      },
      { name: 'workdir', shorthand: 'w', type: 'string', usage: 'Working directory inside the container' },
    ],
  },
  run: ({ world, host, args, flags, stdin }) => {
    const [term = '', ...argv] = args;
    const context = containerExecContext(world, host, term);
    if (!context.ok) return fail(1, `${daemonError(context.message)}\n`);
    const workingDir = stringFlag(flags, 'workdir') || context.value.workingDir;
    // What `-e` says stands after the container's own variables, but before HOME, which the runtime adds last.
    const own = context.value.env.filter((entry) => !entry.startsWith('HOME='));
    const home = context.value.env.filter((entry) => entry.startsWith('HOME='));
    const env = [...own, ...listFlag(flags, 'env').filter((entry) => entry.includes('=')), ...home];
    const terminal = containerTerminal(world, host, { ...context.value, workingDir, env });
    return terminal.run(argv, terminal, stdin) ?? { stdout: notFound(argv[0]!), stderr: '', rc: 126 };
  },
};
