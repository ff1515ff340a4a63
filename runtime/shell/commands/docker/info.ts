import { systemInfo, systemVersion } from '../../../engine/daemon/system.ts';
import { executeTemplate } from '../../go-template/execute.ts';
import { fromJson } from '../../go-template/go-value.ts';
import { parseTemplate } from '../../go-template/parser.ts';
import { type CommandResult, fail, succeed } from '../../language/command-result.ts';
import { stringFlag } from '../../pflag/flag-values.ts';
import type { FlagSpec } from '../../pflag/spec.ts';
import { type DockerCommand, daemonError } from './docker-command.ts';

/** The client that the simulated hosts have. */
const CLIENT = { Version: '28.2.2', ApiVersion: '1.50' };
const FORMAT: FlagSpec = {
  name: 'format',
  shorthand: 'f',
  type: 'string',
  usage: 'Format output using a custom template',
};

function format(template: string, value: unknown): CommandResult {
  if (template === 'json') return succeed(`${JSON.stringify(value)}\n`);
  const parsed = parseTemplate(template);
  if (parsed.kind === 'error') return fail(64, `template parsing error: ${parsed.message}\n`);
  const ran = executeTemplate(parsed.template, fromJson(value));
  return ran.kind === 'ok'
    ? succeed(`${ran.text}\n`)
    : fail(1, `failed to execute template: ${ran.message}\n`);
}

export const version: DockerCommand = {
  spec: {
    path: 'docker version',
    usage: 'docker version [OPTIONS]',
    short: 'Show the Docker version information',
    args: { kind: 'exact', count: 0 },
    flags: [FORMAT],
  },
  run: ({ world, host, flags }) => {
    const reply = systemVersion(world, host);
    if (!reply.ok) return fail(1, `${daemonError(reply.message)}\n`);
    const template = stringFlag(flags, 'format');
    if (template !== '') return format(template, { Client: CLIENT, Server: reply.value });
    const { Version, ApiVersion, MinAPIVersion } = reply.value;
    return succeed(
      `Client:\n Version:           ${CLIENT.Version}\n API version:       ${CLIENT.ApiVersion}\n\nServer:\n Engine:\n  Version:          ${Version}\n  API version:      ${ApiVersion} (minimum version ${MinAPIVersion})\n`,
    );
  },
};

export const info: DockerCommand = {
  spec: {
    path: 'docker info',
    usage: 'docker info [OPTIONS]',
    short: 'Display system-wide information',
    args: { kind: 'exact', count: 0 },
    flags: [FORMAT],
  },
  run: ({ world, host, flags }) => {
    const reply = systemInfo(world, host);
    if (!reply.ok) return fail(1, `${daemonError(reply.message)}\n`);
    const template = stringFlag(flags, 'format');
    if (template !== '') return format(template, reply.value);
    const {
      Containers,
      ContainersRunning,
      ContainersPaused,
      ContainersStopped,
      ServerVersion,
      Swarm,
      Plugins,
      Name,
    } = reply.value;
    return succeed(
      `Server:\n Containers: ${Containers}\n  Running: ${ContainersRunning}\n  Paused: ${ContainersPaused}\n  Stopped: ${ContainersStopped}\n Server Version: ${ServerVersion}\n Plugins:\n  Network: ${Plugins.Network.join(' ')}\n Swarm: ${Swarm.LocalNodeState}\n Name: ${Name}\n`,
    );
  },
};
