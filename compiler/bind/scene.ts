import { type Entity, textOf } from './entity.ts';

/** The things that a scenario has names for. */
export interface Scene {
  /** In source order. */
  readonly entities: readonly Entity[];
  /** The same by name, Docker's own name of it included. */
  readonly named: ReadonlyMap<string, readonly Entity[]>;
  readonly hosts: readonly Entity[];
  /** Where everything lives that does not say: the only host, else the first manager. */
  readonly mainHost: string;
}

/** The host of a scenario that declares none. */
export const DEFAULT_HOST = 'localhost';

export function sceneOf(entities: readonly Entity[]): Scene {
  const named = new Map<string, Entity[]>();
  for (const entity of entities) {
    for (const name of new Set([entity.name, entity.actual ?? entity.name])) {
      const others = named.get(name);
      if (others) others.push(entity);
      else named.set(name, [entity]);
    }
  }
  const hosts = entities.filter((entity) => entity.kind === 'host');
  const main = hosts.find((host) => host.swarmRole === 'manager') ?? hosts[0];
  return { entities, named, hosts, mainHost: main?.name ?? DEFAULT_HOST };
}

/** Where a network, container or service lives. */
export const hostOf = ({ mainHost }: Scene, entity: Entity): string =>
  entity.madeOn ?? textOf(entity.block, 'host') ?? mainHost;
