import type { ContainerCreateResponse } from '../../../docker-api/container.ts';
import {
  containerRequest,
  type RunOptions,
  unsupportedBy,
} from '../../../docker-client/container-request.ts';
import { containerCreate } from '../../../engine/daemon/container-create.ts';
import { containerExecContext } from '../../../engine/daemon/container-exec-context.ts';
import { containerExited } from '../../../engine/daemon/container-exited.ts';
import { containerInspect } from '../../../engine/daemon/container-inspect.ts';
import { containerLogs } from '../../../engine/daemon/container-logs.ts';
import { containerStart } from '../../../engine/daemon/container-start.ts';
import { systemVersion } from '../../../engine/daemon/system.ts';
import { type CommandResult, fail } from '../../language/command-result.ts';
import { boolFlag } from '../../pflag/flag-values.ts';
import { containerTerminal } from '../../terminal.ts';
import { type DockerCommand, daemonError, type Invocation } from './docker-command.ts';
import { CONTAINER_FLAGS, readRunOptions } from './run-flags.ts';

const trailer = (command: string): string => `\n\nRun 'docker ${command} --help' for more information\n`;
/** What `docker run` and `docker create` say when they give up; 125 means that no command of the container ran. */
const giveUp = (command: string, message: string, stdout = ''): CommandResult => ({
  stdout,
  stderr: `docker: ${message}${trailer(command)}`,
  rc: 125,
});

/** Creates a container; on success its id and the daemon's warnings as the client prints them. */
function createContainer(
  { world, host }: Invocation,
  command: string,
  options: RunOptions,
):
  | { readonly ok: true; readonly id: string; readonly warnings: string }
  | { readonly ok: false; readonly result: CommandResult } {
  const request = containerRequest(options);
  if (!request.ok) return { ok: false, result: giveUp(command, request.message) };
  const version = systemVersion(world, host);
  const unsupported = version.ok ? unsupportedBy(request.value, version.value.ApiVersion) : undefined;
  if (unsupported !== undefined) return { ok: false, result: giveUp(command, unsupported) };
  const reply = containerCreate(world, host, request.value);
  if (!reply.ok) return { ok: false, result: giveUp(command, daemonError(reply.message)) };
  return { ok: true, id: reply.value.Id, warnings: warningText(reply.value) };
}

const warningText = ({ Warnings }: ContainerCreateResponse): string =>
  (Warnings ?? []).map((text) => `WARNING: ${text}\n`).join('');

export const create: DockerCommand = {
  spec: {
    path: 'docker create',
    usage: 'docker create [OPTIONS] IMAGE [COMMAND] [ARG...]',
    short: 'Create a new container',
    aliases: ['docker container create', 'docker create'],
    args: { kind: 'min', count: 1 },
    interspersed: false,
    flags: [
      ...CONTAINER_FLAGS,
      { name: 'rm', type: 'bool', usage: 'Automatically remove the container when it exits' },
    ],
  },
  run: (invocation) => {
    const options = readRunOptions(invocation.flags, invocation.args, boolFlag(invocation.flags, 'rm'));
    const made = createContainer(invocation, 'create', options);
    return made.ok ? { stdout: `${made.id}\n`, stderr: made.warnings, rc: 0 } : made.result;
  },
};

export const run: DockerCommand = {
  spec: {
    path: 'docker run',
    usage: 'docker run [OPTIONS] IMAGE [COMMAND] [ARG...]',
    short: 'Create and run a new container from an image',
    aliases: ['docker container run', 'docker run'],
    args: { kind: 'min', count: 1 },
    interspersed: false,
    flags: [
      ...CONTAINER_FLAGS,
      {
        name: 'detach',
        shorthand: 'd',
        type: 'bool',
        usage: 'Run container in background and print container ID',
      },
      {
        name: 'rm',
        type: 'bool',
        usage: 'Automatically remove the container and its associated anonymous volumes when it exits',
      },
    ],
  },
  run: (invocation) => {
    const { world, host, flags, args } = invocation;
    const detached = boolFlag(flags, 'detach');
    const made = createContainer(invocation, 'run', readRunOptions(flags, args, boolFlag(flags, 'rm')));
    if (!made.ok) return made.result;
    const id = detached ? `${made.id}\n` : '';
    const started = containerStart(world, host, made.id);
    if (!started.ok) {
      const gaveUp = giveUp('run', daemonError(started.message), id);
      return { ...gaveUp, stderr: made.warnings + gaveUp.stderr };
    }
    const ran = finishCommand(invocation, made.id);
    if (detached) return { stdout: id, stderr: made.warnings, rc: 0 };
    return attach(ran, made.warnings);
  },
};

/** A container whose program is a command (`docker run alpine ip addr`) has run to its end when the client looks again. */
function finishCommand({ world, host, stdin }: Invocation, id: string): CommandResult | undefined {
  const engine = world.engines.get(host);
  const container = engine?.containers.get(id);
  if (container === undefined) return undefined;
  if (container.program.life.kind !== 'command') {
    const inspected = containerInspect(world, host, id);
    const ended = inspected.ok && !inspected.value.State.Running;
    return ended ? logged(world, host, id, inspected.value.State.ExitCode) : undefined;
  }
  const context = containerExecContext(world, host, id);
  if (!context.ok) return undefined;
  const terminal = containerTerminal(world, host, context.value);
  const result =
    terminal.run(container.program.argv, terminal, stdin) ??
    fail(127, `exec: "${container.program.argv[0]}": executable file not found in $PATH\n`);
  containerExited(world, host, id, { code: result.rc, stdout: result.stdout, stderr: result.stderr });
  return result;
}

function logged(world: Invocation['world'], host: string, id: string, code: number): CommandResult {
  const lines = containerLogs(world, host, id);
  const text = lines.ok ? lines.value.map((line) => `${line.text}\n`).join('') : '';
  return { stdout: text, stderr: '', rc: code };
}

/** In the foreground the client stays until the program ends; one that serves never does. */
function attach(ran: CommandResult | undefined, warnings: string): CommandResult {
  if (ran === undefined)
    return fail(
      1,
      `${warnings}docker run: the container serves and would stay in the foreground for ever; dnet runs it on (use -d)\n`,
    );
  return { ...ran, stderr: warnings + ran.stderr };
}
