import type { ServiceSpec } from '../../docker-api/service.ts';
import type { World } from '../../world.ts';
import type { Entity } from '../entity.ts';
import type { ConditionTests } from './condition-test.ts';

const specOf = (world: World, { name }: Entity): ServiceSpec | undefined =>
  [...world.clusters.values()]
    .flatMap(({ services }) => [...services.values()])
    .map(({ spec }) => spec)
    .find((spec) => spec.Name === name);

const publishes = (world: World, service: Entity): boolean =>
  (specOf(world, service)?.EndpointSpec?.Ports?.length ?? 0) > 0;

export const serviceConditions: ConditionTests<`SERVICE ${string}`> = {
  'SERVICE publishes nothing': (world, [s]) => !publishes(world, s!),
  'SERVICE publishes a port': (world, [s]) => publishes(world, s!),
  'SERVICE has endpoint-mode WORD': (world, [s], [mode]) =>
    (specOf(world, s!)?.EndpointSpec?.Mode ?? 'vip') === mode,
};
