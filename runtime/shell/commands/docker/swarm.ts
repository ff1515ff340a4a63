import { formatIp } from '../../../address/ip.ts';
import type { NodeAvailability } from '../../../docker-api/node.ts';
import {
  rotateAuthority,
  rotateToken,
  swarmInit,
  swarmInspect,
  swarmJoin,
  swarmLeave,
  swarmUnlock,
  swarmUpdate,
  unlockKey,
} from '../../../swarm/api.ts';
import { MANAGEMENT_PORT } from '../../../swarm/reach.ts';
import { type CommandResult, fail, succeed } from '../../language/command-result.ts';
import { boolFlag, isGiven, listFlag, numberFlag, stringFlag } from '../../pflag/flag-values.ts';
import type { FlagSpec } from '../../pflag/spec.ts';
import { type DockerCommand, daemonError, type Invocation } from './docker-command.ts';

const ADDRESSES: readonly FlagSpec[] = [
  {
    name: 'advertise-addr',
    type: 'string',
    usage: 'Advertised address (format: "<ip|interface>[:port]")',
  },
  {
    name: 'availability',
    type: 'string',
    default: 'active',
    usage: 'Availability of the node ("active", "pause", "drain")',
  },
  {
    name: 'data-path-addr',
    type: 'string',
    usage: 'Address or interface to use for data path traffic (format: "<ip|interface>")',
  },
  {
    name: 'listen-addr',
    type: 'string',
    default: '0.0.0.0:2377',
    usage: 'Listen address (format: "<ip|interface>[:port]")',
  },
];

const addressesOf = ({ flags }: Invocation) => ({
  ListenAddr: stringFlag(flags, 'listen-addr'),
  AdvertiseAddr: stringFlag(flags, 'advertise-addr'),
  DataPathAddr: stringFlag(flags, 'data-path-addr'),
  Availability: stringFlag(flags, 'availability') as NodeAvailability,
});

export const initSwarm: DockerCommand = {
  spec: {
    path: 'docker swarm init',
    usage: 'docker swarm init [OPTIONS]',
    short: 'Initialize a swarm',
    args: { kind: 'exact', count: 0 },
    flags: [
      ...ADDRESSES,
      {
        name: 'autolock',
        type: 'bool',
        usage: 'Enable manager autolocking (requiring an unlock key to start a stopped manager)',
      },
      {
        name: 'data-path-port',
        type: 'uint',
        usage:
          'Port number to use for data path traffic (1024 - 49151). If no value is set or is set to 0, the default port (4789) is used.',
      },
      { name: 'default-addr-pool', type: 'strings', usage: 'default address pool in CIDR format' },
      {
        name: 'default-addr-pool-mask-length',
        type: 'uint',
        default: '24',
        usage: 'default address pool subnet mask length',
      },
      { name: 'force-new-cluster', type: 'bool', usage: 'Force create a new cluster from current state' },
    ],
  },
  run: (invocation) => {
    const { world, host, flags } = invocation;
    const reply = swarmInit(world, host, {
      ...addressesOf(invocation),
      DataPathPort: numberFlag(flags, 'data-path-port'),
      DefaultAddrPool: listFlag(flags, 'default-addr-pool'),
      SubnetSize: numberFlag(flags, 'default-addr-pool-mask-length'),
      ForceNewCluster: boolFlag(flags, 'force-new-cluster'),
      AutoLockManagers: boolFlag(flags, 'autolock'),
    });
    if (!reply.ok) return fail(1, `${daemonError(reply.message)}\n`);
    return succeed(
      `Swarm initialized: current node (${reply.value}) is now a manager.\n\n${joinWords(invocation, 'worker')}\nTo add a manager to this swarm, run 'docker swarm join-token manager' and follow the instructions.\n\n`,
    );
  },
};

function joinWords({ world, host }: Invocation, role: 'worker' | 'manager'): string {
  const swarm = swarmInspect(world, host);
  const advertised = world.engines.get(host)?.swarm?.advertised;
  if (!swarm.ok || advertised === undefined) return '';
  const { JoinTokens } = swarm.value;
  const token = role === 'worker' ? JoinTokens.Worker : JoinTokens.Manager;
  const where = `${formatIp(advertised)}:${MANAGEMENT_PORT}`;
  return `To add a ${role} to this swarm, run the following command:\n\n    docker swarm join --token ${token} ${where}\n`;
}

export const joinSwarm: DockerCommand = {
  spec: {
    path: 'docker swarm join',
    usage: 'docker swarm join [OPTIONS] HOST:PORT',
    short: 'Join a swarm as a node and/or manager',
    args: { kind: 'exact', count: 1 },
    flags: [...ADDRESSES, { name: 'token', type: 'string', usage: 'Token for entry into the swarm' }],
  },
  run: (invocation) => {
    const { world, host, flags, args } = invocation;
    const reply = swarmJoin(world, host, {
      ...addressesOf(invocation),
      RemoteAddrs: args,
      JoinToken: stringFlag(flags, 'token'),
    });
    return reply.ok
      ? succeed(`This node joined a swarm as a ${reply.value}.\n`)
      : fail(1, `${daemonError(reply.message)}\n`);
  },
};

export const leaveSwarm: DockerCommand = {
  spec: {
    path: 'docker swarm leave',
    usage: 'docker swarm leave [OPTIONS]',
    short: 'Leave the swarm',
    args: { kind: 'exact', count: 0 },
    flags: [
      {
        name: 'force',
        shorthand: 'f',
        type: 'bool',
        usage: 'Force this node to leave the swarm, ignoring warnings',
      },
    ],
  },
  run: ({ world, host, flags }) => {
    const reply = swarmLeave(world, host, boolFlag(flags, 'force'));
    return reply.ok ? succeed('Node left the swarm.\n') : fail(1, `${daemonError(reply.message)}\n`);
  },
};

export const joinToken: DockerCommand = {
  spec: {
    path: 'docker swarm join-token',
    usage: 'docker swarm join-token [OPTIONS] (worker|manager)',
    short: 'Manage join tokens',
    args: { kind: 'exact', count: 1 },
    flags: [
      { name: 'quiet', shorthand: 'q', type: 'bool', usage: 'Only display token' },
      { name: 'rotate', type: 'bool', usage: 'Rotate join token' },
    ],
  },
  run: (invocation) => {
    const { world, host, flags, args } = invocation;
    const role = args[0];
    if (role !== 'worker' && role !== 'manager') return fail(1, `unknown role ${role}\n`);
    const quiet = boolFlag(flags, 'quiet');
    const rotated = boolFlag(flags, 'rotate') ? rotateToken(world, host, role) : undefined;
    if (rotated !== undefined && !rotated.ok) return fail(1, `${daemonError(rotated.message)}\n`);
    const reply = swarmInspect(world, host);
    if (!reply.ok) return fail(1, `${daemonError(reply.message)}\n`);
    const { JoinTokens } = reply.value;
    if (quiet) return succeed(`${role === 'worker' ? JoinTokens.Worker : JoinTokens.Manager}\n`);
    const done = rotated === undefined ? '' : `Successfully rotated ${role} join token.\n\n`;
    return succeed(`${done}${joinWords(invocation, role)}\n`);
  },
};

export const unlockSwarm: DockerCommand = {
  spec: {
    path: 'docker swarm unlock',
    usage: 'docker swarm unlock',
    short: 'Unlock swarm',
    args: { kind: 'exact', count: 0 },
    flags: [],
  },
  run: ({ world, host, stdin }): CommandResult => {
    const { swarm } = world.engines.get(host) ?? {};
    if (swarm === undefined) return fail(1, 'Error: This node is not part of a swarm\n');
    if (!swarm.locked) return fail(1, 'Error: swarm is not locked\n');
    const reply = swarmUnlock(world, host, stdin.trim());
    return reply.ok ? succeed('') : fail(1, `${daemonError(reply.message)}\n`);
  },
};

const LOCK_WORDS = (key: string): string =>
  `To unlock a swarm manager after it restarts, run the \`docker swarm unlock\`\ncommand and provide the following key:\n\n    ${key}\n\nPlease remember to store this key in a password manager, since without it you\nwill not be able to restart the manager.\n`;

export const showUnlockKey: DockerCommand = {
  spec: {
    path: 'docker swarm unlock-key',
    usage: 'docker swarm unlock-key [OPTIONS]',
    short: 'Manage the unlock key',
    args: { kind: 'exact', count: 0 },
    flags: [
      { name: 'quiet', shorthand: 'q', type: 'bool', usage: 'Only display token' },
      { name: 'rotate', type: 'bool', usage: 'Rotate unlock key' },
    ],
  },
  run: ({ world, host, flags }) => {
    const rotate = boolFlag(flags, 'rotate');
    const reply = unlockKey(world, host, rotate);
    if (!reply.ok) return fail(1, `${daemonError(reply.message)}\n`);
    if (reply.value === '')
      return fail(1, rotate ? 'cannot rotate because autolock is not turned on\n' : 'no unlock key is set\n');
    if (boolFlag(flags, 'quiet')) return succeed(`${reply.value}\n`);
    const done = rotate ? 'Successfully rotated manager unlock key.\n\n' : '';
    return succeed(`${done}${LOCK_WORDS(reply.value)}`);
  },
};

export const updateSwarm: DockerCommand = {
  spec: {
    path: 'docker swarm update',
    usage: 'docker swarm update [OPTIONS]',
    short: 'Update the swarm',
    args: { kind: 'exact', count: 0 },
    flags: [
      { name: 'autolock', type: 'bool', usage: 'Change manager autolocking setting (true|false)' },
      {
        name: 'cert-expiry',
        type: 'duration',
        default: '2160h0m0s',
        usage: 'Validity period for node certificates (ns|us|ms|s|m|h)',
      },
      {
        name: 'dispatcher-heartbeat',
        type: 'duration',
        default: '5s',
        usage: 'Dispatcher heartbeat period (ns|us|ms|s|m|h)',
      },
      { name: 'task-history-limit', type: 'int', default: '5', usage: 'Task history retention limit' },
    ],
  },
  run: ({ world, host, flags }) => {
    const before = unlockKey(world, host, false);
    const reply = swarmUpdate(world, host, {
      ...(isGiven(flags, 'autolock') && { autoLock: boolFlag(flags, 'autolock') }),
      ...(isGiven(flags, 'cert-expiry') && { certExpiry: numberFlag(flags, 'cert-expiry') }),
      ...(isGiven(flags, 'dispatcher-heartbeat') && {
        dispatcherHeartbeat: numberFlag(flags, 'dispatcher-heartbeat'),
      }),
      ...(isGiven(flags, 'task-history-limit') && {
        taskHistoryLimit: numberFlag(flags, 'task-history-limit'),
      }),
    });
    if (!reply.ok) return fail(1, `${daemonError(reply.message)}\n`);
    const after = unlockKey(world, host, false);
    const isNew = before.ok && after.ok && before.value === '' && after.value !== '';
    return succeed(`Swarm updated.\n${isNew ? LOCK_WORDS(after.value) : ''}`);
  },
};

export const swarmAuthority: DockerCommand = {
  spec: {
    path: 'docker swarm ca',
    usage: 'docker swarm ca [OPTIONS]',
    short: 'Display and rotate the root CA',
    args: { kind: 'exact', count: 0 },
    flags: [
      {
        name: 'detach',
        shorthand: 'd',
        type: 'bool',
        usage: 'Exit immediately instead of waiting for the root rotation to converge',
      },
      { name: 'quiet', shorthand: 'q', type: 'bool', usage: 'Suppress progress output' },
      {
        name: 'rotate',
        type: 'bool',
        usage: 'Rotate the swarm CA - if no certificate or key are provided, new ones will be generated',
      },
    ],
  },
  run: ({ world, host, flags }) => {
    if (boolFlag(flags, 'rotate')) {
      const rotated = rotateAuthority(world, host);
      if (!rotated.ok) return fail(1, `${daemonError(rotated.message)}\n`);
      return succeed(boolFlag(flags, 'detach') ? '' : rotated.value);
    }
    const reply = swarmInspect(world, host);
    return reply.ok ? succeed(reply.value.TLSInfo.TrustRoot) : fail(1, `${daemonError(reply.message)}\n`);
  },
};
