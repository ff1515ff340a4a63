import { describe, expect, test } from 'vitest';
import { nodeUpdate, serviceUpdate, taskList } from '../../../runtime/swarm/api.ts';
import { rememberPlaces } from '../../../runtime/swarm/place-hints.ts';
import { advanceBy } from '../../../runtime/time/advance.ts';
import { clusterOf, create, must, request, swarm, tasksOf } from './nodes.ts';

const errorsOf = (world: ReturnType<typeof swarm>, service: string): string[] =>
  must(taskList(world, 'h1', { service: [service] })).map(({ Status }) => Status.Err ?? '');

describe('where tasks go', () => {
  test('to the node with the fewest of the service, then to the one with the fewest', () => {
    const world = swarm(3);
    create(world, 'a');
    create(world, 'b', { replicas: 2 });
    create(world, 'c', { replicas: 4 });
    expect(tasksOf(world, 'a')).toEqual(['1 h1 running']);
    expect(tasksOf(world, 'b')).toEqual(['1 h2 running', '2 h3 running']);
    expect(tasksOf(world, 'c').map((line) => line.split(' ')[1])).toEqual(
      expect.arrayContaining(['h1', 'h2', 'h3']),
    );
  });

  test('where somebody saw them, if that is as good as any', () => {
    const world = swarm(3);
    rememberPlaces(world, { 'web.1': ['h3'] });
    create(world, 'web');
    expect(tasksOf(world, 'web')).toEqual(['1 h3 running']);
  });

  test('to nodes that meet the constraints alone, and a label that is not there is empty', () => {
    const world = swarm(3);
    must(nodeUpdate(world, 'h1', 'h2', { Labels: { zone: 'a' } }));
    create(world, 'web', { replicas: 2, constraints: ['node.labels.zone == a'] });
    expect(tasksOf(world, 'web')).toEqual(['1 h2 running', '2 h2 running']);
    create(world, 'others', { replicas: 2, constraints: ['node.labels.zone != a'] });
    expect(
      tasksOf(world, 'others')
        .map((line) => line.split(' ')[1])
        .sort(),
    ).toEqual(['h1', 'h3']);
  });

  test('evenly over the values of a label', () => {
    const world = swarm(3);
    must(nodeUpdate(world, 'h1', 'h1', { Labels: { zone: 'a' } }));
    for (const node of ['h2', 'h3']) must(nodeUpdate(world, 'h1', node, { Labels: { zone: 'b' } }));
    create(world, 'web', { replicas: 4, preferences: ['spread=node.labels.zone'] });
    expect(tasksOf(world, 'web').filter((line) => line.includes(' h1 '))).toHaveLength(2);
  });

  test('nowhere, with the reason of each filter', () => {
    const world = swarm(2);
    create(world, 'none', { constraints: ['node.hostname == h9'] });
    expect(errorsOf(world, 'none')).toEqual([
      'no suitable node (scheduling constraints not satisfied on 2 nodes)',
    ]);
    must(nodeUpdate(world, 'h1', 'h2', { Availability: 'pause' }));
    const ports = [{ Protocol: 'tcp', TargetPort: 80, PublishedPort: 81, PublishMode: 'host' } as const];
    create(world, 'host', { replicas: 2, ports });
    expect(errorsOf(world, 'host')).toContain(
      'no suitable node (1 node not available for new tasks; host-mode port already in use on 1 node)',
    );
    create(world, 'few', { replicas: 2, maxPerNode: 1 });
    expect(errorsOf(world, 'few')).toContain(
      'no suitable node (1 node not available for new tasks; max replicas per node limit exceed)',
    );
  });

  test('a drained node loses its tasks, and gets none back when it is active again', () => {
    const world = swarm(2);
    create(world, 'web', { replicas: 2 });
    must(nodeUpdate(world, 'h1', 'h2', { Availability: 'drain' }));
    advanceBy(world, 20_000);
    expect(tasksOf(world, 'web')).toEqual(['1 h1 running', '2 h1 running']);
    must(nodeUpdate(world, 'h1', 'h2', { Availability: 'active' }));
    advanceBy(world, 20_000);
    expect(tasksOf(world, 'web')).toEqual(['1 h1 running', '2 h1 running']);
  });

  test('a global service has one on each node that fits, and follows labels', () => {
    const world = swarm(3);
    create(world, 'each', { mode: 'global', constraints: ['node.labels.edge == yes'] });
    expect(tasksOf(world, 'each')).toEqual([]);
    must(nodeUpdate(world, 'h1', 'h3', { Labels: { edge: 'yes' } }));
    advanceBy(world, 5_000);
    expect(tasksOf(world, 'each')).toEqual(['global h3 running']);
  });

  test('fewer replicas: the nodes that have two lose one first', () => {
    const world = swarm(2);
    create(world, 'web', { replicas: 4 });
    must(serviceUpdate(world, 'h1', 'web', request('web', { replicas: 2 })));
    advanceBy(world, 10_000);
    expect(tasksOf(world, 'web').map((line) => line.split(' ')[1])).toEqual(['h1', 'h2']);
    expect(clusterOf(world).tasks.size).toBe(2);
  });
});
