import { timestamp } from '../../../engine/daemon/timestamps.ts';
import { serviceLogs } from '../../../swarm/api.ts';
import { fail } from '../../language/command-result.ts';
import { boolFlag, stringFlag } from '../../pflag/flag-values.ts';
import { type DockerCommand, daemonError } from './docker-command.ts';

export const logsOfService: DockerCommand = {
  spec: {
    path: 'docker service logs',
    usage: 'docker service logs [OPTIONS] SERVICE|TASK',
    short: 'Fetch the logs of a service or task',
    args: { kind: 'exact', count: 1 },
    flags: [
      { name: 'no-task-ids', type: 'bool', usage: 'Do not include task IDs in output' },
      { name: 'no-trunc', type: 'bool', usage: 'Do not truncate output' },
      { name: 'raw', type: 'bool', usage: 'Do not neatly format logs' },
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
    const reply = serviceLogs(world, host, args[0]!);
    if (!reply.ok) {
      const missing = reply.status === 404;
      return fail(1, missing ? `no such task or service: ${args[0]}\n` : `${daemonError(reply.message)}\n`);
    }
    const tail = stringFlag(flags, 'tail');
    const [raw, times] = [boolFlag(flags, 'raw'), boolFlag(flags, 'timestamps')];
    const id = (task: string): string => {
      if (boolFlag(flags, 'no-task-ids')) return '';
      return `.${boolFlag(flags, 'no-trunc') ? task : task.slice(0, 12)}`;
    };
    const streams = { stdout: '', stderr: '' };
    const widest = Math.max(0, ...reply.value.map(({ slot }) => `${slot}`.length));
    for (const { service, slot, task, node, lines } of reply.value) {
      const pad = ' '.repeat(widest - `${slot}`.length);
      const prefix = raw ? '' : `${service}.${slot}${id(task)}@${node}    ${pad}| `;
      for (const line of tail === 'all' ? lines : lines.slice(-Number(tail)))
        streams[line.stream] += `${times ? `${timestamp(world, line.at)} ` : ''}${prefix}${line.text}\n`;
    }
    return { ...streams, rc: 0 };
  },
};
