import type { Party } from '../../../grammar/ast.ts';
import type { BoundScenario } from '../../bind/bound-scenario.ts';
import { findEntity } from '../../bind/find-entity.ts';
import { hostOf } from '../../bind/scene.ts';
import { dockerNameOf } from '../who.ts';

/** A container as an action names it: the host that it lives on, and Docker's name of it. */
export interface PlacedContainer {
  readonly host: string;
  readonly container: string;
}

/** A container that nothing declares is one that a command made where everything lives. */
export function placeOfContainer(scenario: BoundScenario, party: Party): PlacedContainer {
  const { name, host } = party.kind === 'name' ? party : { name: party.address, host: undefined };
  const entity = findEntity(scenario, name, ['container'], host);
  if (entity === undefined) return { host: host ?? scenario.mainHost, container: name };
  return { host: host ?? hostOf(scenario, entity), container: dockerNameOf(entity) };
}
