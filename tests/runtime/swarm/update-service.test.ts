import { describe, expect, test } from 'vitest';
import type { UpdateConfig } from '../../../runtime/docker-api/service.ts';
import { containerKill } from '../../../runtime/engine/daemon/api.ts';
import { serviceInspect, serviceUpdate } from '../../../runtime/swarm/api.ts';
import { advanceBy } from '../../../runtime/time/advance.ts';
import type { World } from '../../../runtime/world.ts';
import { clusterOf, create, must, request, swarm, tasksOf } from './nodes.ts';

/** How many tasks of the old and of the new image run, every 100 ms, without repetitions: `3+0`. */
function rollout(world: World, update: Partial<UpdateConfig>, seconds = 60): string[] {
  const spec = request('web', { replicas: 3, image: 'nginx:2', update });
  must(serviceUpdate(world, 'h1', 'web', spec));
  const seen: string[] = [];
  for (let at = 0; at < seconds * 10; at++) {
    const running = [...clusterOf(world).tasks.values()].filter(({ state }) => state === 'running');
    const old = running.filter((task) => task.generation === 1 && task.message !== 'shutting down').length;
    const text = `${old}+${running.filter((task) => task.generation === 2).length}`;
    if (seen.at(-1) !== text) seen.push(text);
    advanceBy(world, 100);
  }
  return seen;
}

const stateOf = (world: World) => must(serviceInspect(world, 'h1', 'web')).UpdateStatus;

function web(): World {
  const world = swarm(3);
  create(world, 'web', { replicas: 3 });
  return world;
}

describe('a rolling update', () => {
  test('stops the old task first, one after the other', () => {
    const world = web();
    expect(rollout(world, {})).toEqual(['3+0', '2+0', '2+1', '1+1', '1+2', '0+2', '0+3']);
    expect(stateOf(world)?.State).toBe('completed');
  });

  test('or starts the new one first', () => {
    expect(rollout(web(), { Order: 'start-first' })).toEqual([
      '3+0',
      '3+1',
      '2+1',
      '2+2',
      '1+2',
      '1+3',
      '0+3',
    ]);
  });

  test('several at a time, with a pause between', () => {
    const world = web();
    const before = world.now;
    expect(rollout(world, { Parallelism: 2, Delay: 10_000_000_000 }, 9)).toEqual(['3+0', '1+0', '1+2']);
    advanceBy(world, 20_000);
    expect(tasksOf(world, 'web')).toHaveLength(3);
    expect(stateOf(world)?.State).toBe('completed');
    expect(Date.parse(stateOf(world)!.CompletedAt!) - world.epoch - before).toBeGreaterThan(15_000);
  });

  test('all at once where the parallelism is 0', () => {
    expect(rollout(web(), { Parallelism: 0 })).toEqual(['3+0', '0+0', '0+3']);
  });

  test('a task that fails while it is watched pauses it, or turns it back', () => {
    for (const [FailureAction, state] of [
      ['pause', 'paused'],
      ['rollback', 'rollback_completed'],
    ] as const) {
      const world = web();
      rollout(world, { FailureAction, Delay: 20_000_000_000 }, 6);
      const fresh = [...clusterOf(world).tasks.values()].find((task) => task.generation === 2)!;
      must(containerKill(world, clusterOf(world).nodes.get(fresh.node)!.host, fresh.containerId, 'KILL'));
      advanceBy(world, 60_000);
      expect(stateOf(world)?.State).toBe(state);
    }
  });
});

describe('restarts', () => {
  const killed = (condition: 'any' | 'none' | 'on-failure', seconds: number): string[] => {
    const world = swarm(1);
    create(world, 'web', { restart: { Condition: condition, Delay: 5_000_000_000 } });
    const [task] = clusterOf(world).tasks.values();
    must(containerKill(world, 'h1', task!.containerId, 'KILL'));
    advanceBy(world, seconds * 1000);
    return tasksOf(world, 'web');
  };

  test('wait for the delay, and follow the condition', () => {
    expect(killed('any', 4)).toEqual(['1 h1 ready']);
    expect(killed('any', 8)).toEqual(['1 h1 running']);
    expect(killed('on-failure', 8)).toEqual(['1 h1 running']);
    expect(killed('none', 8).filter((line) => line.includes('running'))).toEqual([]);
  });
});
