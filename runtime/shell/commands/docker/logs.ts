import { containerLogs } from '../../../engine/daemon/container-logs.ts';
import { timestamp } from '../../../engine/daemon/timestamps.ts';
import { fail } from '../../language/command-result.ts';
import { boolFlag, stringFlag } from '../../pflag/flag-values.ts';
import { type DockerCommand, daemonError } from './docker-command.ts';

export const logs: DockerCommand = {
  spec: {
    path: 'docker logs',
    usage: 'docker logs [OPTIONS] CONTAINER',
    short: 'Fetch the logs of a container',
    aliases: ['docker container logs', 'docker logs'],
    args: { kind: 'exact', count: 1 },
    flags: [
      {
        name: 'tail',
        shorthand: 'n',
        type: 'string',
        default: 'all',
        usage: 'Number of lines to show from the end of the logs',
      },
      { name: 'timestamps', shorthand: 't', type: 'bool', usage: 'Show timestamps' },
    ],
  },
  run: ({ world, host, args, flags }) => {
    const reply = containerLogs(world, host, args[0]!);
    if (!reply.ok) return fail(1, `${daemonError(reply.message)}\n`);
    const tail = stringFlag(flags, 'tail');
    const lines = tail === 'all' ? reply.value : reply.value.slice(-Number(tail));
    const text = (stream: 'stdout' | 'stderr'): string =>
      lines
        .filter((line) => line.stream === stream)
        .map(
          (line) => `${boolFlag(flags, 'timestamps') ? `${timestamp(world, line.at)} ` : ''}${line.text}\n`,
        )
        .join('');
    return { stdout: text('stdout'), stderr: text('stderr'), rc: 0 };
  },
};
