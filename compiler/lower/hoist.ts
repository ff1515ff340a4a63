import { networkModeOf } from '../bind/attachments.ts';
import type { BoundScenario } from '../bind/bound-scenario.ts';
import { type Entity, textsOf } from '../bind/entity.ts';
import { findEntity } from '../bind/find-entity.ts';

/** What top-level declarations make, in the order that Docker needs: networks first, services last. */
export interface InOrder {
  readonly networks: readonly Entity[];
  readonly containers: readonly Entity[];
  readonly services: readonly Entity[];
}

/**
 * A container comes after the one whose namespace it shares and after those that it links to; else the order
 * is the source's, because it decides the addresses.
 */
export function inDockerOrder(scenario: BoundScenario, entities: readonly Entity[]): InOrder {
  const of = (kind: Entity['kind']) => entities.filter((entity) => entity.kind === kind);
  return {
    networks: of('network'),
    containers: afterTheirTargets(scenario, of('container')),
    services: of('service'),
  };
}

function afterTheirTargets(scenario: BoundScenario, containers: readonly Entity[]): readonly Entity[] {
  const placed = new Set<Entity>();
  const place = (container: Entity): readonly Entity[] => {
    // Marked before its targets are placed, so that two that share each other's namespace end.
    if (placed.has(container)) return [];
    placed.add(container);
    const targets = targetsOf(scenario, container).filter((target) => containers.includes(target));
    return [...targets.flatMap(place), container];
  };
  return containers.flatMap(place);
}

function targetsOf(scenario: BoundScenario, container: Entity): readonly Entity[] {
  const shared = /^container:(.+)$/.exec(networkModeOf(container)?.text ?? '')?.[1];
  const linked = textsOf(container.block, 'link').map((link) => link.split(':')[0]!);
  return [...(shared === undefined ? [] : [shared]), ...linked].flatMap(
    (name) => findEntity(scenario, name, ['container']) ?? [],
  );
}
