import type { ContainerSpec, NetworkSpec } from '../../compiler/ir/action.ts';
import type { Item, Scenario } from '../../compiler/ir/ir.ts';
import type { Host } from '../../compiler/ir/surroundings.ts';
import { checkedItems } from '../scenario/checked-items.ts';
import type { ScenarioResult } from '../scenario/result.ts';
import { type RunOptions, runScenario } from '../scenario/run.ts';

/** Whether a smaller scenario still is what the property speaks of. */
export type Test = (scenario: Scenario) => boolean;

/**
 * Takes out of a counterexample what its failure does not need. fast-check has done most of it; what it cannot
 * do is to go below the sizes that the property asks for, or to touch what a step once ran.
 */
export function minimize(scenario: Scenario, isMeant: Test, options: RunOptions = {}): Scenario {
  const failure = failureOf(runScenario(scenario, options));
  if (failure === undefined) return scenario;
  let smallest = scenario;
  for (let found = true; found; ) {
    found = false;
    for (const candidate of candidatesOf(smallest)) {
      if (failureOf(runScenario(candidate, options)) !== failure || !isMeant(candidate)) continue;
      smallest = candidate;
      found = true;
      break;
    }
  }
  return smallest;
}

/** How its last claim fails; undefined when it does not, or something else goes otherwise than it says. */
function failureOf(result: ScenarioResult): string | undefined {
  const { items, diagnostics } = result;
  const last = items.at(-1);
  if (diagnostics.length > 0 || last?.kind !== 'claim' || last.verdict.kind !== 'failed') return undefined;
  const clean = checkedItems({ ...result, items: items.slice(0, -1) }).every(
    ({ verdict, diagnostic }) => verdict === 'held' || (verdict === undefined && diagnostic === undefined),
  );
  return clean ? last.verdict.diagnostic.message : undefined;
}

/** Every scenario that is a little less: first those that lack a thing, then those that say less of one. */
export function* candidatesOf(scenario: Scenario): Generator<Scenario> {
  const { surroundings, story } = scenario;
  for (const [i, item] of story.entries())
    if (item.kind !== 'claim' && !isClaimed(scenario, item)) yield { ...scenario, story: without(story, i) };
  for (const [i, { name }] of surroundings.clients.entries())
    if (!isNamed(scenario, name))
      yield { ...scenario, surroundings: { ...surroundings, clients: without(surroundings.clients, i) } };
  for (const [i, host] of surroundings.hosts.entries()) {
    if (surroundings.hosts.length > 1 && host.swarmRole === undefined && !isNamed(scenario, host.name))
      yield { ...scenario, surroundings: { ...surroundings, hosts: without(surroundings.hosts, i) } };
    for (const simpler of simplerHosts(host))
      yield {
        ...scenario,
        surroundings: { ...surroundings, hosts: surroundings.hosts.with(i, simpler) },
      };
  }
  for (const [i, item] of story.entries())
    for (const simpler of simplerItems(item)) yield { ...scenario, story: story.with(i, simpler) };
}

/** Whether a claim speaks of what an item makes: without it, the claim would speak of nobody. */
function isClaimed(scenario: Scenario, item: Item): boolean {
  const actions = item.kind === 'step' ? item.items : [item];
  return actions.some((inner) => {
    if (inner.kind !== 'do') return false;
    const { action } = inner;
    if (action.kind === 'run-container') return isNamed(scenario, action.container.name);
    if (action.kind === 'create-service') return isNamed(scenario, action.service.name);
    return action.kind === 'create-network' && isNamed(scenario, action.network.name);
  });
}

const isNamed = ({ story }: Scenario, name: string): boolean =>
  story.some((item) => item.kind === 'claim' && JSON.stringify(item).includes(JSON.stringify(name)));

const without = <T>(items: readonly T[], index: number): readonly T[] => items.filter((_, i) => i !== index);

function* simplerHosts({ engine, ...host }: Host): Generator<Host> {
  const kept = engine === undefined ? {} : { engine };
  if (engine !== undefined) yield host;
  if (Object.keys(host.daemon).length > 0) yield { ...host, ...kept, daemon: {} };
  if (host.processes.length > 0) yield { ...host, ...kept, processes: [] };
}

function* simplerItems(item: Item): Generator<Item> {
  if (item.kind === 'step') {
    for (const [i, inner] of item.items.entries())
      for (const simpler of simplerItems(inner)) yield { ...item, items: item.items.with(i, simpler) };
    return;
  }
  if (item.kind !== 'do') return;
  const { action } = item;
  if (action.kind === 'run-container')
    for (const container of simplerContainers(action.container))
      yield { ...item, action: { ...action, container } };
  if (action.kind === 'create-network')
    for (const network of simplerNetworks(action.network)) yield { ...item, action: { ...action, network } };
  if (action.kind === 'create-service' && (action.service.replicas ?? 1) > 1)
    yield { ...item, action: { ...action, service: { ...action.service, replicas: 1 } } };
}

function* simplerContainers({ networkMode, listen, ...spec }: ContainerSpec): Generator<ContainerSpec> {
  const kept = { ...(networkMode !== undefined && { networkMode }), ...(listen && { listen }) };
  if (networkMode !== undefined) yield { ...spec, ...(listen && { listen }) };
  if (spec.publish.length > 0) yield { ...spec, ...kept, publish: [] };
  if (listen) yield { ...spec, ...(networkMode !== undefined && { networkMode }) };
  for (const [i, joined] of spec.attachments.entries()) {
    yield { ...spec, ...kept, attachments: without(spec.attachments, i) };
    if (joined.aliases.length > 0)
      yield { ...spec, ...kept, attachments: spec.attachments.with(i, { ...joined, aliases: [] }) };
  }
}

function* simplerNetworks({ driver, ...spec }: NetworkSpec): Generator<NetworkSpec> {
  const kept = driver === undefined ? {} : { driver };
  if (driver !== undefined) yield { ...spec, options: {}, subnets: [] };
  if (spec.internal) yield { ...spec, ...kept, internal: false };
  if (spec.ipv6) yield { ...spec, ...kept, ipv6: false, subnets: [] };
  if (spec.subnets.length > 0) yield { ...spec, ...kept, subnets: [] };
  for (const option of Object.keys(spec.options)) {
    const { [option]: _, ...options } = spec.options;
    yield { ...spec, ...kept, options };
  }
}
