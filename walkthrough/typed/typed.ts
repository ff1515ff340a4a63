import type { Action } from '../../compiler/ir/action.ts';
import type { Place } from '../../compiler/ir/ir.ts';
import { versionOf } from '../../runtime/engine/engine.ts';
import type { ItemResult } from '../../runtime/scenario/result.ts';
import type { World } from '../../runtime/world.ts';
import { containerRun } from './container-commands.ts';
import { networkConnect, networkCreate } from './network-commands.ts';
import { quoteWord } from './quote-word.ts';
import { serviceCreate, serviceUpdate } from './service-commands.ts';
import { swarmJoin } from './swarm-commands.ts';

/** How something came about: what somebody typed where, or an event in a sentence. */
export type Typed =
  | { readonly kind: 'commands'; readonly place: Place; readonly lines: readonly string[] }
  /** `/etc/docker/daemon.json` of a host, and the restart that makes it true. */
  | { readonly kind: 'file'; readonly host: string; readonly path: string; readonly text: string }
  /** Markdown. */
  | { readonly kind: 'event'; readonly text: string };

type TypeAction<K extends Action['kind']> = (
  action: Extract<Action, { kind: K }>,
  world: World,
) => readonly Typed[];

const at = (host: string, ...lines: readonly string[]): readonly Typed[] => [
  { kind: 'commands', place: { host }, lines },
];
const event = (text: string): readonly Typed[] => [{ kind: 'event', text }];

/** What stands in a tutorial for each kind of action. */
const TYPED: { readonly [K in Action['kind']]: TypeAction<K> } = {
  'create-network': ({ host, network }) => at(host, networkCreate(network)),
  'remove-network': ({ host, network }) => at(host, `docker network rm ${quoteWord(network)}`),
  'run-container': ({ host, container, start }, world) =>
    at(host, ...containerRun(container, start, takesSeveralNetworks(world, host))),
  'recreate-container': ({ host, container, changes }, world) =>
    changes === undefined
      ? event(`\`${container}\` is removed and made again from the same words.`)
      : at(
          host,
          `docker rm -f ${quoteWord(container)}`,
          ...containerRun(changes, true, takesSeveralNetworks(world, host)),
        ),
  'container-command': ({ host, command, container, argument }) =>
    at(host, ['docker', DOCKER_WORDS[command] ?? command, container, argument ?? ''].join(' ').trimEnd()),
  connect: ({ host, container, attachment }) => at(host, networkConnect(container, attachment)),
  disconnect: ({ host, container, network, force }) =>
    at(host, `docker network disconnect ${force ? '-f ' : ''}${quoteWord(network)} ${quoteWord(container)}`),
  'create-service': ({ host, service }) => at(host, serviceCreate(service)),
  'update-service': ({ host, service, changes, force }) => at(host, serviceUpdate(service, changes, force)),
  'scale-service': ({ host, service, replicas }) => at(host, `docker service scale ${service}=${replicas}`),
  'remove-service': ({ host, service }) => at(host, `docker service rm ${service}`),
  'swarm-init': ({ host, options }) =>
    at(host, ['docker swarm init', ...Object.entries(options).flatMap(initFlag)].join(' ')),
  'swarm-join': ({ host, via, role }, world) => at(host, swarmJoin(world, via, role)),
  'swarm-leave': ({ host, force }) => at(host, `docker swarm leave${force ? ' --force' : ''}`),
  'update-node': ({ host, node, role, availability }) =>
    at(
      host,
      role === undefined
        ? `docker node update --availability ${availability} ${node}`
        : `docker node ${role === 'manager' ? 'promote' : 'demote'} ${node}`,
    ),
  compose: ({ host, verb, arguments: words, plan }) =>
    at(host, [plan.frontEnd, COMPOSE_WORDS[verb], ...words].join(' ')),
  command: ({ place, text }) => [{ kind: 'commands', place, lines: [text] }],
  daemon: ({ host, verb, config }) => [
    ...(config === undefined ? [] : [daemonJson(host, config)]),
    ...at(host, verb === 'kill' ? 'pkill -9 dockerd' : `systemctl ${verb} docker`),
  ],
  listen: ({ machine, container, listener }) =>
    event(
      `A program in \`${container ?? machine}\` begins to listen on ${listener.address ? `${listener.address}:` : ''}${listener.port}/${listener.protocol}.`,
    ),
  'stop-listening': ({ machine, container, port, protocol }) =>
    event(`The program on ${port}/${protocol} of \`${container ?? machine}\` ends.`),
  'open-connection': ({ from, to, port, name }) =>
    event(`\`${from}\` opens a connection to \`${to}\` on port ${port} and keeps it open (\`${name}\`).`),
  block: (filter) => event(`A firewall between ${ends(filter.between)} begins to drop ${traffic(filter)}.`),
  unblock: (filter) =>
    event(`The firewall between ${ends(filter.between)} lets ${traffic(filter)} pass again.`),
  lose: ({ percent, between }) =>
    event(`The wire between ${ends(between)} loses ${percent} % of all packets.`),
  partition: ({ sides }) => event(`The network falls apart: ${sides.map(names).join(' no longer hears ')}.`),
  heal: () => event('The network is whole again.'),
  machine: ({ name, verb }) =>
    event(verb === 'down' ? `The machine \`${name}\` goes down.` : `The machine \`${name}\` comes up again.`),
  wait: ({ ms }) => event(`${ms / 1000} s go by.`),
};

/** How an action of the story came about, in the words of whoever does it. */
export const typedAction = (action: Action, world: World): readonly Typed[] =>
  (TYPED[action.kind] as TypeAction<Action['kind']>)(action as never, world);

/** What a step printed, where it is a command of the scenario's own. */
export const printedBy = (result: Extract<ItemResult, { kind: 'do' }>): string =>
  result.output === undefined ? '' : `${result.output.stdout}${result.output.stderr}`;

/** `/etc/docker/daemon.json` with these keys. */
export const daemonJson = (host: string, config: { readonly [key: string]: unknown }): Typed => ({
  kind: 'file',
  host,
  path: '/etc/docker/daemon.json',
  text: JSON.stringify(config, null, 2),
});

const DOCKER_WORDS: { readonly [command: string]: string } = { remove: 'rm -f' };
const COMPOSE_WORDS = {
  up: 'up -d',
  down: 'down',
  stop: 'stop',
  start: 'start',
  recreate: 'up -d --force-recreate --no-deps',
  scale: 'up -d --no-deps --scale',
} as const;

const takesSeveralNetworks = (world: World, host: string): boolean => {
  const engine = world.engines.get(host);
  return engine !== undefined && versionOf(engine).daemon.refusesSeveralNetworks === undefined;
};

function initFlag([name, value]: readonly [string, unknown]): readonly string[] {
  return (Array.isArray(value) ? value : [value]).map((one) => `--${name} ${one}`);
}

const names = (machines: readonly string[]): string => machines.map((name) => `\`${name}\``).join(', ');
const ends = ([a, b]: readonly [string, string]): string => `\`${a}\` and \`${b}\``;
const traffic = ({ protocol, port }: { readonly protocol: string; readonly port?: number }): string => {
  if (protocol === 'any') return 'everything';
  return port === undefined ? protocol : `port ${port}/${protocol}`;
};
