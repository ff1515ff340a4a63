import type { Filters, NetworkResource } from '../../docker-api/network.ts';
import { clusterNetworkResource, remoteNetworks } from '../../swarm/network-operations.ts';
import type { World } from '../../world.ts';
import type { Engine } from '../engine.ts';
import type { Network } from '../libnetwork/network.ts';
import { type Answer, answer, invalid } from './answer.ts';
import { isRefusal, runningEngine } from './engine-of.ts';
import { isPredefinedNetwork } from './network-mode.ts';
import { networkResource } from './network-resource.ts';

type Test = (engine: Engine, network: Network, value: string) => boolean;

/** Filters by name; a new one is a line here. Values of one filter are alternatives. */
const FILTERS: { readonly [name: string]: Test } = {
  id: (_, network, value) => network.id.startsWith(value),
  name: (_, network, value) => network.name.includes(value),
  driver: (_, network, value) => network.driver === value,
  scope: (_, network, value) => network.scope === value,
  type: (_, network, value) => (isPredefinedNetwork(network.name) ? 'builtin' : 'custom') === value,
  label: (_, { labels }, value) => {
    const [key = '', ...rest] = value.split('=');
    return Object.hasOwn(labels, key) && (rest.length === 0 || labels[key] === rest.join('='));
  },
  dangling: (engine, network, value) => isTrue(value) === isUnused(engine, network),
};

/** The same filters for networks of a swarm that the node has no part in. */
const REMOTE_FILTERS: { readonly [name: string]: (network: NetworkResource, value: string) => boolean } = {
  id: (network, value) => network.Id.startsWith(value),
  name: (network, value) => network.Name.includes(value),
  driver: (network, value) => network.Driver === value,
  scope: (network, value) => network.Scope === value,
  type: (_, value) => value === 'custom',
  label: ({ Labels }, value) => {
    const [key = '', ...rest] = value.split('=');
    return Object.hasOwn(Labels ?? {}, key) && (rest.length === 0 || Labels?.[key] === rest.join('='));
  },
  dangling: (_, value) => isTrue(value),
};

/** GET /networks. The list does not say who is attached. */
export function networkList(
  world: World,
  host: string,
  filters: Filters = {},
): Answer<readonly NetworkResource[]> {
  const engine = runningEngine(world, host);
  if (isRefusal(engine)) return engine;
  const tests = Object.entries(filters);
  const unknown = tests.find(([name]) => !Object.hasOwn(FILTERS, name));
  if (unknown) return invalid(`invalid filter '${unknown[0]}'`);
  const chosen = [...engine.controller.networks.values()].filter((network) =>
    tests.every(([name, values]) => values.some((value) => FILTERS[name]!(engine, network, value))),
  );
  const remote = remoteNetworks(world, engine)
    .map((network) => clusterNetworkResource(world, network))
    .filter((network) =>
      tests.every(([name, values]) => values.some((value) => REMOTE_FILTERS[name]!(network, value))),
    );
  return answer([...chosen.map((network) => networkResource(world, engine, network)), ...remote]);
}

const isTrue = (value: string): boolean => value === 'true' || value === '1';

const isUnused = (engine: Engine, network: Network): boolean =>
  !isPredefinedNetwork(network.name) &&
  ![...engine.controller.endpoints.values()].some((endpoint) => endpoint.network === network.id);
