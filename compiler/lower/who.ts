import type { Party } from '../../grammar/ast.ts';
import { parseAddress } from '../addresses.ts';
import { isNamespace } from '../bind/check-references.ts';
import type { Entity } from '../bind/entity.ts';
import { findEntity, findTask, PARTIES } from '../bind/find-entity.ts';
import { type Scene as Bound, hostOf } from '../bind/scene.ts';
import type { Who } from '../ir/claim.ts';
import { optional } from './optional.ts';

/** What names can mean where a claim stands: the entities of a scenario, or the variables of a property. */
export interface Scene extends Bound {
  readonly variables?: readonly string[];
}

/** Total: a name that nothing declares is a container, which a command may have made. */
export function whoOf(scene: Scene, party: Party): Who {
  if (party.kind === 'address') {
    return { kind: 'address', address: parseAddress(party.address)?.text ?? party.address };
  }
  const { name, host } = party;
  if (host === undefined && scene.variables?.includes(name)) return { kind: 'variable', name };
  if (host === undefined && (name === 'internet' || name === 'localhost')) return { kind: name };
  const service = host === undefined ? undefined : findEntity(scene, name, ['service']);
  if (service) return { kind: 'task', service: name, ...optional('host', host) };
  const entity = findEntity(scene, name, PARTIES, host);
  if (entity) return whoOfEntity(scene, entity, host);
  if (host !== undefined && isNamespace(name)) return { kind: 'namespace', host, name };
  const task = findTask(scene, name);
  if (task) return { kind: 'task', service: task.service.name, slot: task.slot, ...optional('host', host) };
  return { kind: 'container', name, ...(host === undefined ? {} : { host }) };
}

/** The host is said only where the scenario says it, or where two containers of one name need it. */
function whoOfEntity(scene: Scene, entity: Entity, host: string | undefined): Who {
  const name = dockerNameOf(entity);
  const { kind } = entity;
  if (kind === 'host' || kind === 'client' || kind === 'service') return { kind, name };
  const twins = (scene.named.get(entity.name) ?? []).filter((other) => other.kind === 'container');
  const apart = new Set(twins.map((twin) => hostOf(scene, twin))).size > 1;
  return {
    kind: 'container',
    name,
    ...optional('host', host ?? (apart ? hostOf(scene, entity) : undefined)),
  };
}

/** A name that the prober looks up: an entity if there is one, else a name that only the lookup knows. */
export function whoLookedUp(scene: Scene, party: Party): Who {
  if (party.kind === 'address' || party.host !== undefined) return whoOf(scene, party);
  const known = findEntity(scene, party.name, PARTIES) ?? findTask(scene, party.name);
  const builtIn = ['internet', 'localhost'].includes(party.name) || scene.variables?.includes(party.name);
  return known || builtIn ? whoOf(scene, party) : { kind: 'dns-name', name: party.name };
}

export const dockerNameOf = (entity: Entity): string => entity.actual ?? entity.name;

/** Docker's name of the network, container or service that the scenario names. */
export function dockerName(scene: Scene, name: string, kind: Entity['kind'], host?: string): string {
  const entity = findEntity(scene, name, [kind], host);
  return entity ? dockerNameOf(entity) : name;
}
