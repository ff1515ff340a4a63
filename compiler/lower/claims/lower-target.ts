import type { PortNode, Target } from '../../../grammar/ast.ts';
import { findEntity } from '../../bind/find-entity.ts';
import type { Ports, Who } from '../../ir/claim.ts';
import { optional } from '../optional.ts';
import { dockerName, type Scene, whoLookedUp, whoOf } from '../who.ts';

/** Without a port: every one that the target listens on. */
export function portsOf(port: PortNode | undefined): Ports {
  if (port === undefined) return { kind: 'listened' };
  return port.kind === 'port'
    ? { kind: 'port', port: port.port, protocol: port.protocol }
    : { kind: port.kind };
}

/** By name, the name as written is what is looked up, whatever Docker calls the entity. */
export function targetOf(scene: Scene, { who, port }: Target, byName: boolean) {
  const named = byName && who.kind === 'name' ? who.name : undefined;
  const to: Who = byName ? whoLookedUp(scene, who) : whoOf(scene, who);
  return { to, port: portsOf(port), byName, ...optional('named', named) };
}

/** Who answers: a container by Docker's name, `shop-api-1`; a service answers with any of its tasks. */
export const serverName = (scene: Scene, name: string): string =>
  findEntity(scene, name, ['service']) ? name : dockerName(scene, name, 'container');
