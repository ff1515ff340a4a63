import { containerKill } from '../../../engine/daemon/container-kill.ts';
import { containerPause } from '../../../engine/daemon/container-pause.ts';
import { containerPrune } from '../../../engine/daemon/container-prune.ts';
import { containerRemove } from '../../../engine/daemon/container-remove.ts';
import { containerRename } from '../../../engine/daemon/container-rename.ts';
import { containerRestart } from '../../../engine/daemon/container-restart.ts';
import { containerStart } from '../../../engine/daemon/container-start.ts';
import { containerStop } from '../../../engine/daemon/container-stop.ts';
import { containerUnpause } from '../../../engine/daemon/container-unpause.ts';
import { containerWait } from '../../../engine/daemon/container-wait.ts';
import { fail, succeed } from '../../language/command-result.ts';
import { boolFlag, listFlag, stringFlag } from '../../pflag/flag-values.ts';
import type { CommandSpec, FlagSpec } from '../../pflag/spec.ts';
import { type DockerCommand, daemonError, forEach, onEach } from './docker-command.ts';
import { parseFilters } from './filters.ts';

const spec = (name: string, short: string, flags: readonly FlagSpec[] = []): CommandSpec => ({
  path: `docker ${name}`,
  usage: `docker ${name}${flags.length > 0 ? ' [OPTIONS]' : ''} CONTAINER [CONTAINER...]`,
  short,
  aliases: [`docker container ${name}`, `docker ${name}`],
  args: { kind: 'min', count: 1 },
  flags,
});

const TIMEOUT: FlagSpec = {
  name: 'timeout',
  shorthand: 't',
  type: 'int',
  usage: 'Seconds to wait before killing the container',
};
const TIME: FlagSpec = { ...TIMEOUT, name: 'time', hidden: true };
const SIGNAL: FlagSpec = {
  name: 'signal',
  shorthand: 's',
  type: 'string',
  usage: 'Signal to send to the container',
};
/** The hidden `--time` of older clients must not claim the shorthand of `--timeout`. */
const STOP_FLAGS: readonly FlagSpec[] = [
  SIGNAL,
  TIMEOUT,
  { name: TIME.name, type: 'int', usage: TIME.usage, hidden: true },
];

export const start: DockerCommand = {
  spec: spec('start', 'Start one or more stopped containers', [
    { name: 'attach', shorthand: 'a', type: 'bool', usage: 'Attach STDOUT/STDERR and forward signals' },
  ]),
  run: ({ world, host, args }) => {
    const { stdout, stderr, failed } = forEach(args, (term) => containerStart(world, host, term));
    if (failed.length === 0) return { stdout, stderr, rc: 0 };
    return { stdout, stderr: `${stderr}Error: failed to start containers: ${failed.join(', ')}\n`, rc: 1 };
  },
};

export const stop: DockerCommand = {
  spec: spec('stop', 'Stop one or more running containers', STOP_FLAGS),
  run: ({ world, host, args }) => onEach(args, (term) => containerStop(world, host, term)),
};

export const restart: DockerCommand = {
  spec: spec('restart', 'Restart one or more containers', STOP_FLAGS),
  run: ({ world, host, args }) => onEach(args, (term) => containerRestart(world, host, term)),
};

export const kill: DockerCommand = {
  spec: spec('kill', 'Kill one or more running containers', [SIGNAL]),
  run: ({ world, host, args, flags }) => {
    const signal = stringFlag(flags, 'signal');
    return onEach(args, (term) => containerKill(world, host, term, signal === '' ? undefined : signal));
  },
};

export const pause: DockerCommand = {
  spec: spec('pause', 'Pause all processes within one or more containers'),
  run: ({ world, host, args }) => onEach(args, (term) => containerPause(world, host, term)),
};

export const unpause: DockerCommand = {
  spec: spec('unpause', 'Unpause all processes within one or more containers'),
  run: ({ world, host, args }) => onEach(args, (term) => containerUnpause(world, host, term)),
};

export const rm: DockerCommand = {
  spec: spec('rm', 'Remove one or more containers', [
    {
      name: 'force',
      shorthand: 'f',
      type: 'bool',
      usage: 'Force the removal of a running container (uses SIGKILL)',
    },
    {
      name: 'volumes',
      shorthand: 'v',
      type: 'bool',
      usage: 'Remove anonymous volumes associated with the container',
    },
  ]),
  run: ({ world, host, args, flags }) => {
    const force = boolFlag(flags, 'force');
    const { stdout, stderr, failed } = forEach(args, (term) => containerRemove(world, host, term, force));
    // Forced, a container that is not there is as good as removed: said, but no failure.
    const missing =
      failed.length > 0 &&
      force &&
      stderr.split('\n').every((line) => line === '' || line.includes('No such container'));
    return { stdout, stderr, rc: failed.length > 0 && !missing ? 1 : 0 };
  },
};

export const pruneContainers: DockerCommand = {
  spec: {
    path: 'docker container prune',
    usage: 'docker container prune [OPTIONS]',
    short: 'Remove all stopped containers',
    args: { kind: 'exact', count: 0 },
    flags: [
      {
        name: 'filter',
        type: 'list',
        typeName: 'filter',
        usage: 'Provide filter values (e.g. "until=<timestamp>")',
      },
      { name: 'force', shorthand: 'f', type: 'bool', usage: 'Do not prompt for confirmation' },
    ],
  },
  run: ({ world, host, flags, stdin }) => {
    const question =
      'WARNING! This will remove all stopped containers.\nAre you sure you want to continue? [y/N] ';
    const forced = boolFlag(flags, 'force');
    if (!forced && !/^y(es)?$/i.test(stdin.trim())) return fail(0, question);
    const filters = parseFilters(listFlag(flags, 'filter'));
    if (!filters.ok) return fail(125, `${filters.message}\n`);
    const reply = containerPrune(world, host, filters.value);
    if (!reply.ok) return fail(1, `${daemonError(reply.message)}\n`);
    const deleted = reply.value.ContainersDeleted ?? [];
    const text =
      deleted.length === 0 ? '' : `Deleted Containers:\n${deleted.map((id) => `${id}\n`).join('')}\n`;
    return succeed(`${forced ? '' : question}${text}Total reclaimed space: 0B\n`);
  },
};

export const wait: DockerCommand = {
  spec: spec('wait', 'Block until one or more containers stop, then print their exit codes'),
  run: ({ world, host, args }) => {
    const running = args.find((term) => {
      const reply = containerWait(world, host, term);
      return reply.ok && reply.value === null;
    });
    // Nothing else can happen while the command waits, so a running container would be waited for for ever.
    if (running !== undefined)
      return fail(1, `docker wait: ${running} is running, and in dnet it would run for ever\n`);
    const { stdout, stderr, failed } = forEach(
      args,
      (term) => containerWait(world, host, term),
      (_, value) => `${value?.StatusCode}`,
    );
    return { stdout, stderr, rc: failed.length > 0 ? 1 : 0 };
  },
};

export const rename: DockerCommand = {
  spec: {
    path: 'docker rename',
    usage: 'docker rename CONTAINER NEW_NAME',
    short: 'Rename a container',
    aliases: ['docker container rename', 'docker rename'],
    args: { kind: 'exact', count: 2 },
    flags: [],
  },
  run: ({ world, host, args }) => {
    const [term = '', name = ''] = args;
    if (term.trim() === '' || name.trim() === '')
      return fail(1, 'Error: Neither old nor new names may be empty\n');
    const reply = containerRename(world, host, term, name);
    return reply.ok
      ? succeed('')
      : fail(1, `${daemonError(reply.message)}\nError: failed to rename container named ${term}\n`);
  },
};
