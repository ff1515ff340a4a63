import { formatIp } from '../../../address/ip.ts';
import type { NodeAvailability } from '../../../docker-api/node.ts';
import { rotateToken, swarmInit, swarmInspect, swarmJoin, swarmLeave } from '../../../swarm/api.ts';
import { MANAGEMENT_PORT } from '../../../swarm/reach.ts';
import { type CommandResult, fail, succeed } from '../../language/command-result.ts';
import { boolFlag, listFlag, numberFlag, stringFlag } from '../../pflag/flag-values.ts';
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
  run: ({ world, host }): CommandResult => {
    const isPart = world.engines.get(host)?.swarm !== undefined;
    return fail(1, isPart ? 'Error: swarm is not locked\n' : 'Error: This node is not part of a swarm\n');
  },
};
