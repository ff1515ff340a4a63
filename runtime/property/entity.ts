import type { Property } from '../../compiler/ir/ir.ts';
import type { Container } from '../engine/daemon/container.ts';
import { joinedContainer } from '../engine/daemon/network-mode.ts';
import type { Engine } from '../engine/engine.ts';
import type { Network } from '../engine/libnetwork/network.ts';
import type { World } from '../world.ts';

export type Group = Property['variables'][number]['in'];

/** What a variable of a property stands for. */
export type Entity =
  | {
      readonly group: 'containers';
      readonly name: string;
      readonly engine: Engine;
      readonly container: Container;
    }
  | { readonly group: 'networks'; readonly name: string; readonly engine: Engine; readonly network: Network }
  | { readonly group: 'hosts'; readonly name: string; readonly engine: Engine }
  | { readonly group: 'clients'; readonly name: string }
  | { readonly group: 'services'; readonly name: string };

export type EntityOf<G extends Group> = Extract<Entity, { group: G }>;

/** A variable's value by its name. */
export type Bindings = ReadonlyMap<string, Entity>;

const SERVICE_LABEL = 'com.docker.swarm.service.name';

/** The entities of a group as the world has them now, in the order in which they were made. */
export function entitiesOf(world: World, group: Group): readonly Entity[] {
  const engines = [...world.engines.values()];
  switch (group) {
    case 'hosts':
      return engines.map((engine) => ({ group, name: engine.host, engine }));
    case 'containers':
      return engines.flatMap((engine) =>
        [...engine.containers.values()]
          .filter(({ config }) => config.Labels[SERVICE_LABEL] === undefined)
          .map((container) => ({ group, name: container.name, engine, container })),
      );
    case 'networks':
      return engines.flatMap((engine) =>
        [...engine.controller.networks.values()]
          .filter(({ driver, scope }) => driver !== 'host' && driver !== 'null' && scope === 'local')
          .map((network) => ({ group, name: network.name, engine, network })),
      );
    case 'clients':
      return [...world.kernel.machines.values()]
        .filter(({ kind, name }) => kind === 'client' && !world.dnsServers.has(name))
        .map(({ name }) => ({ group, name }));
    case 'services':
      return [...world.clusters.values()].flatMap((cluster) =>
        [...cluster.services.values()].map(({ spec }) => ({ group, name: spec.Name })),
      );
    default:
      return group satisfies never;
  }
}

/** The container whose namespace this one is in: itself, or the one that it joined. */
export function namespaceOwner({ engine, container }: EntityOf<'containers'>): Container {
  const joined = joinedContainer(container.hostConfig.NetworkMode);
  const other = joined === undefined ? undefined : findContainer(engine, joined);
  return other === undefined
    ? container
    : namespaceOwner({ group: 'containers', name: '', engine, container: other });
}

const findContainer = (engine: Engine, term: string): Container | undefined =>
  engine.containers.get(term) ?? [...engine.containers.values()].find(({ name }) => name === term);

/** The networks that a container is on, its namespace's owner's where it has none of its own. */
export function networksOf(entity: EntityOf<'containers'>): readonly Network[] {
  const { networks } = entity.engine.controller;
  return [...namespaceOwner(entity).networks.values()].flatMap(
    ({ networkId }) => networks.get(networkId) ?? [],
  );
}
