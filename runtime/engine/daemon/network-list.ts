import type { Filters, NetworkResource } from '../../docker-api/network.ts';
import { clusterNetworkResource, remoteNetworks } from '../../swarm/network-operations.ts';
import type { World } from '../../world.ts';
import { type Engine, versionOf } from '../engine.ts';
import type { Network } from '../libnetwork/network.ts';
import { type Answer, answer, invalid } from './answer.ts';
import { isRefusal, runningEngine } from './engine-of.ts';
import { hasLabel } from './has-label.ts';
import { isPredefinedNetwork } from './network-mode.ts';
import { networkResource } from './network-resource.ts';

type Test = (engine: Engine, network: Network, value: string) => boolean;

/** Filters by name; a new one is a line here. */
const FILTERS: { readonly [name: string]: Test } = {
  id: (_, network, value) => network.id.startsWith(value),
  name: (_, network, value) => network.name.includes(value),
  driver: (_, network, value) => network.driver === value,
  scope: (_, network, value) => network.scope === value,
  type: (_, network, value) => (isPredefinedNetwork(network.name) ? 'builtin' : 'custom') === value,
  label: (_, { labels }, value) => hasLabel(labels, value),
  // The list is made without containers, so each network of one's own seems unused (captured on 20.10 and 26.1).
  dangling: (_, network, value) => isTrue(value) !== isPredefinedNetwork(network.name),
};

/** The same filters for networks of a swarm that the node has no part in. */
const REMOTE_FILTERS: { readonly [name: string]: (network: NetworkResource, value: string) => boolean } = {
  id: (network, value) => network.Id.startsWith(value),
  name: (network, value) => network.Name.includes(value),
  driver: (network, value) => network.Driver === value,
  scope: (network, value) => network.Scope === value,
  type: (_, value) => value === 'custom',
  label: ({ Labels }, value) => hasLabel(Labels ?? {}, value),
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
  if (unknown) return invalid(versionOf(engine).daemon.texts.invalidFilter(unknown[0]));
  const type = (filters.type ?? []).find((value) => value !== 'builtin' && value !== 'custom');
  if (type !== undefined) return invalid(`invalid filter: 'type'='${type}'`);
  const dangling = filters.dangling ?? [];
  if (dangling.length > 1 || dangling.some((value) => !/^(true|false|1|0)$/.test(value)))
    return invalid('invalid value for filter \'dangling\', must be "true" (or "1"), or "false" (or "0")');
  const chosen = [...engine.controller.networks.values()].filter((network) =>
    tests.every(([name, values]) => passes(name, values, (value) => FILTERS[name]!(engine, network, value))),
  );
  const remote = remoteNetworks(world, engine)
    .map((network) => clusterNetworkResource(world, network))
    .filter((network) =>
      tests.every(([name, values]) => passes(name, values, (value) => REMOTE_FILTERS[name]!(network, value))),
    );
  return answer([...chosen.map((network) => networkResource(world, engine, network)), ...remote]);
}

/** Labels must all be there; of the other filters' values one is enough. */
const passes = (filter: string, values: readonly string[], test: (value: string) => boolean): boolean =>
  filter === 'label' ? values.every(test) : values.some(test);

const isTrue = (value: string): boolean => value === 'true' || value === '1';
