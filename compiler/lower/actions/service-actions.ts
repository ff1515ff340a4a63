import type { Attribute, Party } from '../../../grammar/ast.ts';
import { bindBlock } from '../../bind/bind-block.ts';
import type { BoundScenario } from '../../bind/bound-scenario.ts';
import { textOf, textsOf } from '../../bind/entity.ts';
import { findEntity } from '../../bind/find-entity.ts';
import { partyText } from '../../bind/party-text.ts';
import type { Action, ServiceSpec } from '../../ir/action.ts';
import { serviceSpecOf } from '../service-spec.ts';
import { changed, checkedBefore } from './changed.ts';
import type { LowerTable } from './lower.ts';

const NODE_CHANGES = {
  drain: { availability: 'drain' },
  activate: { availability: 'active' },
  promote: { role: 'manager' },
  demote: { role: 'worker' },
} as const;

/** `docker node update --availability pause`: its tasks stay, and no new ones come. */
export const pauseNode = (scenario: BoundScenario, node: string): Action => ({
  kind: 'update-node',
  host: scenario.mainHost,
  node,
  availability: 'pause',
});

/** What a person types on a manager. */
export const serviceActions: LowerTable<
  'scale' | 'update' | 'node' | 'swarm-init' | 'swarm-join' | 'swarm-leave'
> = {
  scale: (scenario, { target, replicas }) => [
    { kind: 'scale-service', host: scenario.mainHost, service: partyText(target), replicas },
  ],
  update: (scenario, { target, changes, force }) => [update(scenario, target, changes, force)],
  node: (scenario, { verb, node }) => [
    { kind: 'update-node', host: scenario.mainHost, node: node.text, ...NODE_CHANGES[verb] },
  ],
  'swarm-init': (_scenario, { host, attributes }) => [swarmInit(host.text, attributes)],
  'swarm-join': (_scenario, { kind, host, via, role }) => [{ kind, host: host.text, via: via.text, role }],
  'swarm-leave': (_scenario, { kind, host, force }) => [{ kind, host: host.text, force }],
};

/** `docker service update --force`: every task is made anew. */
export const forceUpdate = (scenario: BoundScenario, target: Party, changes: readonly Attribute[]): Action =>
  update(scenario, target, changes, true);

const update = (
  scenario: BoundScenario,
  target: Party,
  changes: readonly Attribute[],
  force: boolean,
): Action => ({
  kind: 'update-service',
  host: scenario.mainHost,
  service: partyText(target),
  changes: serviceChanges(scenario, target, changes),
  force,
});

/** Only the fields that the changed attributes change. */
function serviceChanges(
  scenario: BoundScenario,
  target: Party,
  changes: readonly Attribute[],
): Partial<ServiceSpec> {
  const entity = findEntity(scenario, partyText(target), ['service']);
  if (entity === undefined || changes.length === 0) return {};
  const before = serviceSpecOf(scenario, entity);
  const after = serviceSpecOf(scenario, changed(entity, changes));
  const differs = (key: keyof ServiceSpec) => JSON.stringify(before[key]) !== JSON.stringify(after[key]);
  const keys = (Object.keys(after) as (keyof ServiceSpec)[]).filter(differs);
  return Object.fromEntries(keys.map((key) => [key, after[key]]));
}

/** `docker swarm init` with the attributes of a `swarm` block. */
export function swarmInit(host: string, attributes: readonly Attribute[]): Action {
  const block = bindBlock('swarm', attributes, checkedBefore);
  const pools = textsOf(block, 'default-addr-pool');
  const numbers = ['default-addr-pool-mask-length', 'data-path-port'].flatMap((name) => {
    const text = textOf(block, name);
    return text === undefined ? [] : [[name, Number(text)] as const];
  });
  const given = pools.length > 0 ? { 'default-addr-pool': pools } : {};
  return { kind: 'swarm-init', host, options: { ...given, ...Object.fromEntries(numbers) } };
}
