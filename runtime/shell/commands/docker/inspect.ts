import { type Answer, refuse } from '../../../engine/daemon/answer.ts';
import { containerInspect } from '../../../engine/daemon/container-inspect.ts';
import { networkInspect } from '../../../engine/daemon/network-inspect.ts';
import { nodeInspect, serviceInspect, taskInspect } from '../../../swarm/api.ts';
import type { World } from '../../../world.ts';
import { fromJson } from '../../go-template/go-value.ts';
import { fail } from '../../language/command-result.ts';
import { boolFlag, stringFlag } from '../../pflag/flag-values.ts';
import { type DockerCommand, daemonError } from './docker-command.ts';
import { typedContainer, typedNetwork } from './format/client-types.ts';
import { type Inspected, inspectAll } from './format/inspect.ts';

const FORMAT = {
  name: 'format',
  shorthand: 'f',
  type: 'string',
  usage:
    "Format output using a custom template:\n'json':             Print in JSON format\n'TEMPLATE':         Print output using the given Go template.\nRefer to https://docs.docker.com/go/formatting/ for more information about formatting output with templates",
} as const;

const TYPES: readonly string[] = [
  'config',
  'container',
  'image',
  'network',
  'node',
  'plugin',
  'secret',
  'service',
  'task',
  'volume',
];

const typed = <T>(reply: Answer<T>, type: (json: unknown) => Inspected['typed']): Answer<Inspected> =>
  reply.ok ? { ...reply, value: { json: reply.value, typed: type(reply.value) } } : reply;

/** What `docker inspect` looks for, in its order (docker/cli cli/command/system/inspect.go). */
const KINDS: {
  readonly [type: string]: (world: World, host: string, term: string) => Answer<Inspected>;
} = {
  container: (world, host, term) => typed(containerInspect(world, host, term), typedContainer),
  network: (world, host, term) => typed(networkInspect(world, host, term), typedNetwork),
  service: (world, host, term) => typed(serviceInspect(world, host, term), fromJson),
  task: (world, host, term) => typed(taskInspect(world, host, term), fromJson),
  node: (world, host, term) => typed(nodeInspect(world, host, term), fromJson),
};

export const inspect: DockerCommand = {
  spec: {
    path: 'docker inspect',
    usage: 'docker inspect [OPTIONS] NAME|ID [NAME|ID...]',
    short: 'Return low-level information on Docker objects',
    args: { kind: 'min', count: 1 },
    flags: [FORMAT, { name: 'type', type: 'string', usage: 'Only inspect objects of the given type' }],
  },
  run: ({ world, host, args, flags }) => {
    const type = stringFlag(flags, 'type');
    if (type !== '' && !TYPES.includes(type))
      return fail(
        1,
        `unknown type: "${type}": must be one of ${TYPES.map((name) => `"${name}"`).join(', ')}\n`,
      );
    // Objects of the other types are not simulated, so there is none of that name.
    const kinds = type === '' ? Object.keys(KINDS) : [type].filter((name) => Object.hasOwn(KINDS, name));
    const lookUp = (term: string): Answer<Inspected> => {
      const replies = kinds.map((kind) => KINDS[kind]!(world, host, term));
      return replies.find(({ ok }) => ok) ?? replies[0] ?? refuse(404, `no such object: ${term}`);
    };
    const what = type === '' ? 'object' : type;
    return inspectAll(args, stringFlag(flags, 'format'), lookUp, (term) => `Error: No such ${what}: ${term}`);
  },
};

export const inspectContainer: DockerCommand = {
  spec: {
    ...inspect.spec,
    path: 'docker container inspect',
    usage: 'docker container inspect [OPTIONS] CONTAINER [CONTAINER...]',
    short: 'Display detailed information on one or more containers',
    flags: [FORMAT],
  },
  run: ({ world, host, args, flags }) =>
    inspectAll(
      args,
      stringFlag(flags, 'format'),
      (term) => typed(containerInspect(world, host, term), typedContainer),
      (_, message) => daemonError(message),
    ),
};

export const inspectNetwork: DockerCommand = {
  spec: {
    path: 'docker network inspect',
    usage: 'docker network inspect [OPTIONS] NETWORK [NETWORK...]',
    short: 'Display detailed information on one or more networks',
    args: { kind: 'min', count: 1 },
    flags: [
      FORMAT,
      { name: 'verbose', shorthand: 'v', type: 'bool', usage: 'Verbose output for diagnostics' },
    ],
  },
  run: ({ world, host, args, flags }) =>
    inspectAll(
      args,
      stringFlag(flags, 'format'),
      (term) => typed(networkInspect(world, host, term, boolFlag(flags, 'verbose')), typedNetwork),
      (_, message) => daemonError(message),
    ),
};
