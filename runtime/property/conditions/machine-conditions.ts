import type { World } from '../../world.ts';
import type { EntityOf } from '../entity.ts';
import type { ConditionTests } from './condition-test.ts';

type Host = EntityOf<'hosts'>;

const roleOf = (world: World, { engine }: Host): string | undefined =>
  world.clusters.get(engine.swarm?.cluster ?? '')?.nodes.get(engine.swarm?.node ?? '')?.role;

export const machineConditions: ConditionTests<`HOST ${string}` | `nothing ${string}`> = {
  'HOST runs engine WORD': (_, [h], [version]) => (h as Host).engine.version === version,
  'HOST does not run engine WORD': (_, [h], [version]) => (h as Host).engine.version !== version,
  'HOST is a manager': (world, [h]) => roleOf(world, h as Host) === 'manager',
  'HOST is a worker': (world, [h]) => roleOf(world, h as Host) === 'worker',
  'nothing is broken': ({ kernel, engines }) =>
    kernel.faults.size === 0 && [...engines.values()].every(({ status }) => status === 'running'),
};
