import { describe, expect, test } from 'vitest';
import { networkCreate } from '../../../runtime/engine/daemon/api.ts';
import { addFault, removeFault } from '../../../runtime/kernel/faults.ts';
import { recordsNamed } from '../../../runtime/swarm/resolve-record.ts';
import { advanceBy } from '../../../runtime/time/advance.ts';
import type { World } from '../../../runtime/world.ts';
import { clusterOf, create, must, swarm } from './nodes.ts';

function meshed(): World {
  const world = swarm(3);
  must(networkCreate(world, 'h1', { Name: 'net', Driver: 'overlay' }));
  create(world, 'web', { replicas: 3, networks: [{ Target: 'net' }] });
  return world;
}

const idOf = (world: World, name: string): string =>
  [...clusterOf(world).networks.values()].find((one) => one.name === name)!.id;

const known = (world: World, host: string, name = 'tasks.web'): number =>
  recordsNamed(world.engines.get(host)!, idOf(world, 'net'), name).length;

describe('what nodes tell each other', () => {
  test('every node knows every task, and one address for the service', () => {
    const world = meshed();
    for (const host of ['h1', 'h2', 'h3']) {
      expect(known(world, host)).toBe(3);
      expect(new Set(recordsNamed(world.engines.get(host)!, idOf(world, 'net'), 'web')).size).toBe(1);
    }
  });

  test('a node that is not heard is forgotten in seconds, and known again when it is heard', () => {
    const world = meshed();
    addFault(world.kernel, 'cut', { kind: 'partition', sides: [['h1', 'h2'], ['h3']] });
    advanceBy(world, 4_000);
    expect(known(world, 'h1')).toBe(3);
    advanceBy(world, 5_000);
    expect([known(world, 'h1'), known(world, 'h3')]).toEqual([2, 1]);
    removeFault(world.kernel, 'cut');
    advanceBy(world, 5_000);
    expect([known(world, 'h1'), known(world, 'h3')]).toEqual([3, 3]);
  });

  test('news goes round a wire that is cut between two alone', () => {
    const world = swarm(3);
    must(networkCreate(world, 'h1', { Name: 'net', Driver: 'overlay' }));
    addFault(world.kernel, 'b', { kind: 'block', between: ['h1', 'h2'], protocol: 'udp', port: 7946 });
    create(world, 'web', { replicas: 3, networks: [{ Target: 'net' }] });
    advanceBy(world, 10_000);
    expect([known(world, 'h1'), known(world, 'h2')]).toEqual([3, 3]);
  });

  test('7946 shut: nodes stay ready, and each knows its own tasks alone', () => {
    const world = swarm(2);
    must(networkCreate(world, 'h1', { Name: 'net', Driver: 'overlay' }));
    addFault(world.kernel, 'b', { kind: 'block', between: ['h1', 'h2'], protocol: 'udp', port: 7946 });
    create(world, 'web', { replicas: 2, networks: [{ Target: 'net' }] });
    advanceBy(world, 20_000);
    expect([known(world, 'h1'), known(world, 'h2')]).toEqual([1, 1]);
    expect([...clusterOf(world).nodes.values()].map(({ state }) => state)).toEqual(['ready', 'ready']);
  });
});
