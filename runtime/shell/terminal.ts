import type { Answer } from '../engine/daemon/answer.ts';
import { containerExecContext, type ExecContext } from '../engine/daemon/container-exec-context.ts';
import { versionOf } from '../engine/engine.ts';
import type { NetnsId } from '../kernel/kernel.ts';
import { getSysctl } from '../kernel/sysctl-values.ts';
import { setSysctl } from '../kernel/sysctls.ts';
import type { World } from '../world.ts';
import type { Terminal, Tools } from './command.ts';
import type { Variables } from './language/environment.ts';
import { runProgram } from './programs.ts';

/** Files that the engine writes into a container; those of a shared namespace belong to its owner. */
const NETWORK_FILES = new Set(['/etc/hosts', '/etc/hostname', '/etc/resolv.conf']);

/** The folder that a person on a host stands in. */
export const HOME = '/srv/proj';

const absolute = (path: string, folder: string): string =>
  path.startsWith('/') ? path : `${folder}/${path.replace(/^\.\//, '')}`;

/** The release of the tools that a host of this engine has: those of the Debian that ships the engine. */
const toolsOf = (world: World, machine: string): Tools => {
  const engine = world.engines.get(machine);
  return engine === undefined ? 'debian-12' : versionOf(engine).hostTools;
};

const HOST_VARIABLES: Variables = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  HOME: '/root',
  PWD: HOME,
};

/** A person's shell on a machine. */
export function machineTerminal(world: World, machine: string): Terminal {
  const { root } = world.kernel.machines.get(machine)!;
  return {
    world,
    machine,
    netns: root,
    tools: toolsOf(world, machine),
    variables: HOST_VARIABLES,
    hostname: machine,
    readFile: (path) =>
      readSetting(world, root, path) ?? world.files.get(`${machine}:${absolute(path, HOME)}`),
    writeFile: settingsWriter(world, root, (path) => `${machine}:${absolute(path, HOME)}`),
    run: runProgram,
  };
}

/** The same machine and its tools, in another network namespace: `nsenter --net`. */
export const inNamespace = (terminal: Terminal, netns: NetnsId): Terminal => ({ ...terminal, netns });

/** Inside a container, with the programs of its image: `docker exec`. */
export function containerTerminal(world: World, host: string, context: ExecContext): Terminal {
  const key = (path: string): string => {
    const whole = absolute(path, context.workingDir === '/' ? '' : context.workingDir);
    return `${NETWORK_FILES.has(whole) ? context.networkFiles : context.files}:${whole}`;
  };
  return {
    world,
    machine: host,
    netns: context.netns,
    container: context.container,
    tools: 'busybox',
    programs: new Set(context.tools),
    variables: Object.fromEntries(
      context.env.map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]),
    ),
    hostname: context.hostname,
    mayConfigure: context.mayConfigure,
    readFile: (path) => readSetting(world, context.netns, path) ?? world.files.get(key(path)),
    writeFile: writer(world, key, 'Read-only file system'),
    run: runProgram,
  };
}

/**
 * The namespaces of a container seen with a host's own tools: its network and its files, the way `nsenter` from the host
 * sees them. The container must run.
 */
export function insideTerminal(world: World, host: string, container: string): Answer<Terminal> {
  const context = containerExecContext(world, host, container);
  if (!context.ok) return context;
  const { programs: _, mayConfigure: __, ...terminal } = containerTerminal(world, host, context.value);
  return { ...context, value: { ...terminal, tools: 'debian-12', variables: HOST_VARIABLES } };
}

const SETTINGS = '/proc/sys/';
const settingOf = (path: string): string | undefined =>
  path.startsWith(SETTINGS) ? path.slice(SETTINGS.length).replaceAll('/', '.') : undefined;

function readSetting(world: World, netns: NetnsId, path: string): string | undefined {
  const key = settingOf(path);
  const value = key === undefined ? undefined : getSysctl(world.kernel, netns, key);
  return value === undefined ? undefined : `${value}\n`;
}

/** `echo 1 > /proc/sys/net/ipv4/ip_forward` is a sysctl by another name. */
const settingsWriter = (
  world: World,
  netns: NetnsId,
  key: (path: string) => string,
): Terminal['writeFile'] => {
  const plain = writer(world, key, 'Permission denied');
  return (path, content, append) => {
    const setting = settingOf(path);
    if (setting === undefined || getSysctl(world.kernel, netns, setting) === undefined)
      return plain(path, content, append);
    setSysctl(world.kernel, netns, setting, content.trim());
    return undefined;
  };
};

const writer =
  (world: World, key: (path: string) => string, refusal: string): Terminal['writeFile'] =>
  (path, content, append) => {
    if (path === '/dev/null') return undefined;
    if (path.startsWith('/proc/') || path.startsWith('/sys/')) return refusal;
    const file = key(path);
    world.files.set(file, append ? `${world.files.get(file) ?? ''}${content}` : content);
    return undefined;
  };
