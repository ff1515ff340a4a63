import type { ContainerSummary, Port, PortBindings } from '../../docker-api/container.ts';
import type { Filters } from '../../docker-api/network.ts';
import type { World } from '../../world.ts';
import { type Engine, versionOf } from '../engine.ts';
import { type Answer, answer, invalid } from './answer.ts';
import type { Container } from './container.ts';
import { networksJson } from './container-inspect.ts';
import { isRefusal, runningEngine } from './engine-of.ts';
import { findContainer } from './find-container.ts';
import { hasLabel } from './has-label.ts';
import { statusText } from './status-text.ts';
import { unixSeconds } from './timestamps.ts';

/** GET /containers/json */
export interface ContainerListRequest {
  /** Also those that do not run. */
  readonly all?: boolean;
  readonly filters?: Filters;
}

type Test = (engine: Engine, container: Container, value: string) => boolean;

/** Filters by name; a new one is a line here. */
const FILTERS: { readonly [name: string]: Test } = {
  id: (_, container, value) => container.id.startsWith(value),
  name: (_, container, value) =>
    matchesName(`/${container.name}`, value) || matchesName(container.name, value),
  label: (_, { config }, value) => hasLabel(config.Labels, value),
  // No container here has a health check or a volume.
  health: (_engine, _container, value) => value === 'none',
  volume: () => false,
  'is-task': (_, { config }, value) =>
    (value === 'true' || value === '1') === Object.hasOwn(config.Labels, 'com.docker.swarm.task.id'),
  status: (_, { state }, value) => state.status === value,
  exited: (_, { state }, value) => state.status === 'exited' && state.exitCode === Number(value),
  ancestor: (_, container, value) => container.image === value || container.image.split(':')[0] === value,
  network: (_, container, value) =>
    [...container.networks].some(([name, { networkId }]) => name === value || networkId.startsWith(value)),
  publish: (_, container, value) =>
    Object.values(container.ports).some((places) =>
      places?.some(({ HostPort }) => HostPort === value.split('/')[0]),
    ),
  expose: (_, container, value) => Object.hasOwn(container.config.ExposedPorts ?? {}, withProtocol(value)),
  before: (engine, container, value) => isOlder(engine, container, value, -1),
  since: (engine, container, value) => isOlder(engine, container, value, 1),
};

/** Filters whose values are a closed set. */
const VALUES: readonly (readonly [name: string, known: readonly string[]])[] = [
  ['status', ['created', 'restarting', 'running', 'removing', 'paused', 'exited', 'dead']],
  ['health', ['none', 'starting', 'healthy', 'unhealthy']],
];

/** Labels must all be there; of the other filters' values one is enough (moby filters, MatchKVList). */
const passes = (filter: string, values: readonly string[], test: (value: string) => boolean): boolean =>
  filter === 'label' ? values.every(test) : values.some(test);

/** The containers, newest first. */
export function containerList(
  world: World,
  host: string,
  request: ContainerListRequest = {},
): Answer<readonly ContainerSummary[]> {
  const engine = runningEngine(world, host);
  if (isRefusal(engine)) return engine;
  const filters = Object.entries(request.filters ?? {});
  const unknown = filters.find(([name]) => !Object.hasOwn(FILTERS, name));
  const { invalidFilter } = versionOf(engine).daemon.texts;
  if (unknown) return invalid(invalidFilter(unknown[0]));
  const wrong = VALUES.flatMap(([name, known]) =>
    (request.filters?.[name] ?? [])
      .filter((value) => !known.includes(value))
      .map((value) => `${name}=${value}`),
  );
  if (wrong[0] !== undefined) return invalid(invalidFilter(wrong[0]));
  const all = request.all || filters.some(([name]) => name === 'status' || name === 'exited');
  const chosen = [...engine.containers.values()].filter(
    (container) =>
      (all || container.state.pid !== 0 || container.state.status === 'restarting') &&
      filters.every(([name, values]) =>
        passes(name, values, (value) => FILTERS[name]!(engine, container, value)),
      ),
  );
  const links = linkNames(engine);
  return answer(
    chosen.reverse().map((container) => summary(world, engine, container, links.get(container.id) ?? [])),
  );
}

function summary(
  world: World,
  engine: Engine,
  container: Container,
  links: readonly string[],
): ContainerSummary {
  const [path = '', ...args] = container.program.argv;
  const command = [path, ...args.map((arg) => (arg.includes(' ') ? `'${arg}'` : arg))].join(' ');
  return {
    Id: container.id,
    Names: [`/${container.name}`, ...links].sort(),
    Image: container.image,
    ImageID: container.imageId,
    Command: command,
    Created: unixSeconds(world, container.created),
    Ports: portList(container.ports),
    Labels: container.config.Labels,
    State: container.state.status,
    Status: statusText(world, container),
    HostConfig: { NetworkMode: container.hostConfig.NetworkMode },
    NetworkSettings: { Networks: networksJson(container, versionOf(engine).daemon) },
  };
}

/** A linked container also goes by the names that others gave it, `/app/database`; by the linked one's id. */
function linkNames(engine: Engine): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const container of engine.containers.values())
    for (const [alias, { id }] of container.links)
      names.set(id, [...(names.get(id) ?? []), `/${container.name}/${alias}`]);
  return names;
}

function portList(ports: PortBindings): Port[] {
  return Object.entries(ports).flatMap(([key, places]): Port[] => {
    const [number, protocol = 'tcp'] = key.split('/');
    const port = { PrivatePort: Number(number), Type: protocol };
    if (!places || places.length === 0) return [port];
    return places.map(({ HostIp, HostPort }) => ({
      IP: HostIp,
      PrivatePort: port.PrivatePort,
      PublicPort: Number(HostPort),
      Type: protocol,
    }));
  });
}

const withProtocol = (port: string): string => (port.includes('/') ? port : `${port}/tcp`);

/** A regular expression, or a part of the name when it is none. */
function matchesName(name: string, pattern: string): boolean {
  try {
    return new RegExp(pattern).test(name);
  } catch {
    return name.includes(pattern);
  }
}

function isOlder(engine: Engine, container: Container, term: string, sign: 1 | -1): boolean {
  const other = findContainer(engine, term);
  if (isRefusal(other)) return false;
  const order = [...engine.containers.keys()];
  return (order.indexOf(container.id) - order.indexOf(other.id)) * sign > 0;
}
