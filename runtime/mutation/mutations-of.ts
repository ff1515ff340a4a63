import type { Action, ContainerSpec, NetworkSpec, ServiceSpec } from '../../compiler/ir/action.ts';
import type { Item, Scenario } from '../../compiler/ir/ir.ts';
import type { Span } from '../../diagnostics/span.ts';

/** The scenario with one thing changed. */
export interface Mutation {
  /** `api leaves network back`. */
  readonly what: string;
  /** The statement that is changed. */
  readonly origin: Span;
  readonly scenario: Scenario;
}

interface Change<T> {
  readonly what: string;
  readonly to: T;
}

const ICC = 'com.docker.network.bridge.enable_icc';
const MASQUERADE = 'com.docker.network.bridge.enable_ip_masquerade';

/** Every single change of a scenario's declarations, those in its steps too. */
export function* mutationsOf(scenario: Scenario): Generator<Mutation> {
  const networks = networkNames(scenario.story);
  for (const { what, to } of changesOfStory(scenario.story, networks))
    yield { what, origin: to.origin, scenario: { ...scenario, story: to.story } };
  // The daemon's `icc` is that of the default bridge: where nobody may be on it, it says nothing.
  if (!isDefaultBridgeUsed(scenario.story)) return;
  for (const [i, host] of scenario.surroundings.hosts.entries()) {
    const daemon = { ...host.daemon, icc: host.daemon.icc === false };
    const hosts = scenario.surroundings.hosts.with(i, { ...host, daemon });
    const what = `daemon of ${host.name} has icc ${String(daemon.icc)}`;
    const origin = host.daemonOrigin ?? host.origin ?? scenario.origin;
    yield { what, origin, scenario: { ...scenario, surroundings: { ...scenario.surroundings, hosts } } };
  }
}

const isDefaultBridgeUsed = (items: readonly Item[]): boolean =>
  items.some((item) => {
    if (item.kind === 'step') return isDefaultBridgeUsed(item.items);
    if (item.kind !== 'do') return false;
    const { action } = item;
    if (action.kind !== 'run-container') return action.kind === 'command';
    const { networkMode, attachments } = action.container;
    return networkMode === undefined && attachments.length === 0;
  });

const networkNames = (items: readonly Item[]): readonly string[] =>
  items.flatMap((item) => {
    if (item.kind === 'step') return networkNames(item.items);
    return item.kind === 'do' && item.action.kind === 'create-network' ? [item.action.network.name] : [];
  });

interface ChangedStory {
  readonly origin: Span;
  readonly story: readonly Item[];
}

function* changesOfStory(
  story: readonly Item[],
  networks: readonly string[],
): Generator<Change<ChangedStory>> {
  for (const [i, item] of story.entries()) {
    if (item.kind === 'step')
      for (const { what, to } of changesOfStory(item.items, networks))
        yield { what, to: { ...to, story: story.with(i, { ...item, items: to.story }) } };
    if (item.kind !== 'do') continue;
    for (const { what, to: action } of changesOfAction(item.action, networks))
      yield { what, to: { origin: item.origin, story: story.with(i, { ...item, action }) } };
  }
}

function* changesOfAction(action: Action, networks: readonly string[]): Generator<Change<Action>> {
  switch (action.kind) {
    case 'create-network':
      for (const { what, to } of changesOfNetwork(action.network))
        yield { what, to: { ...action, network: to } };
      return;
    case 'run-container':
      for (const { what, to } of changesOfContainer(action.container, networks))
        yield { what, to: { ...action, container: to } };
      return;
    case 'create-service':
      for (const { what, to } of changesOfService(action.service))
        yield { what, to: { ...action, service: to } };
      return;
    default:
  }
}

function* changesOfNetwork(network: NetworkSpec): Generator<Change<NetworkSpec>> {
  const { name, internal, options, driver = 'bridge' } = network;
  yield {
    what: internal ? `${name} is no longer internal` : `${name} is internal`,
    to: { ...network, internal: !internal },
  };
  if (driver !== 'bridge') return;
  for (const [option, word] of [
    [ICC, 'icc'],
    [MASQUERADE, 'masquerading'],
  ] as const) {
    // Nothing of an internal network goes out, under whatever address.
    if (option === MASQUERADE && internal) continue;
    const off = options[option] === 'false';
    yield {
      what: `${name} has ${word} ${off ? 'on' : 'off'}`,
      to: { ...network, options: { ...options, [option]: String(off) } },
    };
  }
}

function* changesOfContainer(
  container: ContainerSpec,
  networks: readonly string[],
): Generator<Change<ContainerSpec>> {
  const { name, attachments, publish, networkMode } = container;
  const without = <T>(all: readonly T[], i: number): readonly T[] => all.filter((_, j) => j !== i);
  for (const [i, joined] of attachments.entries()) {
    yield {
      what: `${name} leaves network ${joined.network}`,
      to: { ...container, attachments: without(attachments, i) },
    };
    for (const alias of joined.aliases)
      yield {
        what: `${name} loses the alias ${alias}`,
        to: {
          ...container,
          attachments: attachments.with(i, {
            ...joined,
            aliases: joined.aliases.filter((other) => other !== alias),
          }),
        },
      };
  }
  for (const [i, { text }] of publish.entries())
    yield { what: `${name} no longer publishes ${text}`, to: { ...container, publish: without(publish, i) } };
  if (networkMode !== undefined) {
    const { networkMode: _, ...plain } = container;
    yield { what: `${name} is on the default bridge instead of mode ${networkMode}`, to: plain };
    return;
  }
  const { origin } = container;
  for (const network of networks)
    if (!attachments.some((joined) => joined.network === network))
      yield {
        what: `${name} joins network ${network}`,
        to: {
          ...container,
          attachments: [...attachments, { network, aliases: [], links: [], driverOptions: {}, origin }],
        },
      };
  if (!container.publishAll)
    yield { what: `${name} publishes all that its image exposes`, to: { ...container, publishAll: true } };
  yield {
    what: `${name} is in mode none`,
    to: { ...container, networkMode: 'none', attachments: [], publish: [] },
  };
}

function* changesOfService(service: ServiceSpec): Generator<Change<ServiceSpec>> {
  const { name, networks, publish, endpointMode, replicas = 1 } = service;
  for (const [i, { network }] of networks.entries())
    yield {
      what: `${name} leaves network ${network}`,
      to: { ...service, networks: networks.filter((_, j) => j !== i) },
    };
  for (const [i, { text }] of publish.entries())
    yield {
      what: `${name} no longer publishes ${text}`,
      to: { ...service, publish: publish.filter((_, j) => j !== i) },
    };
  if (publish.length === 0)
    yield {
      what: `${name} has endpoint-mode ${endpointMode === 'vip' ? 'dnsrr' : 'vip'}`,
      to: { ...service, endpointMode: endpointMode === 'vip' ? 'dnsrr' : 'vip' },
    };
  yield { what: `${name} has ${replicas + 1} replicas`, to: { ...service, replicas: replicas + 1 } };
}
