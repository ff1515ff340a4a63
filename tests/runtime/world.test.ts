import { expect, test } from 'vitest';
import { forkWorld } from '../../runtime/world.ts';
import { hostWorld, network } from './engine/libnetwork/host-world.ts';

test('what happens in a fork stays in it', () => {
  const host = hostWorld();
  const fork = forkWorld(host.world);
  expect(fork).toEqual(host.world);
  network({ world: fork, engine: fork.engines.get('h1')! }, { name: 'app' });
  expect(fork.kernel.links.size).toBe(host.world.kernel.links.size + 1);
});
