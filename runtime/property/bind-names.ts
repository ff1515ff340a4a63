import type { Action } from '../../compiler/ir/action.ts';
import type { Claim, Who } from '../../compiler/ir/claim.ts';
import type { World } from '../world.ts';
import type { Bindings, Entity } from './entity.ts';

/** Whom an entity is to a claim. The host is said only where there is more than one. */
export function whoOf(world: World, entity: Entity): Who {
  const { group, name } = entity;
  switch (group) {
    case 'containers':
      return { kind: 'container', name, ...(world.engines.size > 1 && { host: entity.engine.host }) };
    case 'hosts':
      return { kind: 'host', name };
    case 'clients':
      return { kind: 'client', name };
    case 'networks':
      return { kind: 'network', name };
    case 'services':
      return { kind: 'service', name };
    default:
      return group satisfies never;
  }
}

/** Fields that hold a name as text, where a property may have a variable. */
const NAMES = new Set([
  'name',
  'named',
  'servedBy',
  'over',
  'of',
  'on',
  'network',
  'service',
  'container',
  'node',
  'host',
]);

/** A claim of the property with the entities that its variables stand for. */
export const bindClaim = (world: World, claim: Claim, bindings: Bindings): Claim =>
  replace(claim, (who) => whoOf(world, who), bindings) as Claim;

/** The same for what happens: an action's host is that of the first entity that lives on one. */
export function bindAction(world: World, action: Action, bindings: Bindings): Action {
  const bound = replace(action, (who) => whoOf(world, who), bindings) as Action;
  const placed = usedBy(action, bindings).flatMap((entity) =>
    'engine' in entity ? [entity.engine.host] : [],
  )[0];
  if (!('host' in bound) || bound.kind === 'daemon') return bound;
  return { ...bound, host: placed ?? managerOf(world) ?? bound.host };
}

function usedBy(action: Action, bindings: Bindings): readonly Entity[] {
  const used: Entity[] = [];
  const look = (value: unknown): void => {
    if (typeof value === 'string' && bindings.has(value)) used.push(bindings.get(value)!);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(look);
  };
  look(action);
  return used;
}

/** Where commands about services and nodes are typed. */
export const managerOf = (world: World): string | undefined =>
  [...world.clusters.values()]
    .flatMap(({ nodes }) => [...nodes.values()])
    .find(({ role, state }) => role === 'manager' && state === 'ready')?.host;

function replace(value: unknown, toWho: (entity: Entity) => Who, bindings: Bindings, key = ''): unknown {
  if (typeof value === 'string') return (NAMES.has(key) && bindings.get(value)?.name) || value;
  if (Array.isArray(value)) return value.map((item) => replace(item, toWho, bindings, key));
  if (typeof value !== 'object' || value === null) return value;
  if ('kind' in value && value.kind === 'variable' && 'name' in value) {
    const entity = bindings.get(value.name as string);
    return entity === undefined ? value : toWho(entity);
  }
  return Object.fromEntries(
    Object.entries(value).map(([field, inner]) => [field, replace(inner, toWho, bindings, field)]),
  );
}
