import { describe, expect, test } from 'vitest';
import { daemonRestart } from '../../../runtime/engine/daemon/api.ts';
import { addFault, removeFault } from '../../../runtime/kernel/faults.ts';
import {
  nodeList,
  nodeRemove,
  nodeUpdate,
  rotateAuthority,
  rotateToken,
  serviceCreate,
  swarmInspect,
  swarmLeave,
  swarmUnlock,
  swarmUpdate,
  unlockKey,
} from '../../../runtime/swarm/api.ts';
import { advanceBy } from '../../../runtime/time/advance.ts';
import type { World } from '../../../runtime/world.ts';
import { clusterOf, create, join, must, request, said, swarm, tasksOf } from './nodes.ts';

const NO_LEADER = /The swarm does not have a leader/;
const leaderOf = (world: World): string => {
  const cluster = clusterOf(world);
  return cluster.nodes.get(cluster.leader)!.host;
};
const tokens = (world: World) => must(swarmInspect(world, 'h1')).JoinTokens;

describe('a majority of managers', () => {
  test('chooses another leader, who goes on with the work', () => {
    const world = swarm(3, 3);
    create(world, 'web', { replicas: 3 });
    addFault(world.kernel, 'off', { kind: 'down', machine: 'h1' });
    advanceBy(world, 40_000);
    expect(leaderOf(world)).not.toBe('h1');
    expect(tasksOf(world, 'web', 'h2').every((line) => !line.includes(' h1 '))).toBe(true);
    expect(
      must(nodeList(world, 'h2')).find(({ Description }) => Description.Hostname === 'h1'),
    ).toMatchObject({
      Status: { State: 'down' },
      ManagerStatus: { Reachability: 'unreachable' },
    });
  });

  test('is needed for every change and every look; tasks run on without', () => {
    const world = swarm(3, 3);
    create(world, 'web', { replicas: 3 });
    for (const machine of ['h2', 'h3']) addFault(world.kernel, machine, { kind: 'down', machine });
    advanceBy(world, 30_000);
    expect(said(nodeList(world, 'h1'))).toMatch(NO_LEADER);
    expect(said(serviceCreate(world, 'h1', request('more')))).toMatch(NO_LEADER);
    expect(world.engines.get('h1')!.containers.size).toBe(1);
    removeFault(world.kernel, 'h2');
    advanceBy(world, 10_000);
    expect(said(nodeList(world, 'h1'))).toBe('');
  });

  test('two managers need each other', () => {
    const world = swarm(2, 2);
    addFault(world.kernel, 'cut', { kind: 'partition', sides: [['h1'], ['h2']] });
    advanceBy(world, 10_000);
    expect(said(nodeList(world, 'h1'))).toMatch(NO_LEADER);
    expect(said(nodeList(world, 'h2'))).toMatch(NO_LEADER);
  });
});

describe('roles', () => {
  test('promoted nodes manage, demoted ones do not; the last manager stays', () => {
    const world = swarm(2);
    expect(said(nodeList(world, 'h2'))).toMatch(/Worker nodes can't be used/);
    must(nodeUpdate(world, 'h1', 'h2', { Role: 'manager' }));
    expect(must(nodeList(world, 'h2'))).toHaveLength(2);
    must(nodeUpdate(world, 'h2', 'h1', { Role: 'worker' }));
    expect(leaderOf(world)).toBe('h2');
    expect(said(nodeUpdate(world, 'h2', 'h2', { Role: 'worker' }))).toMatch(/last manager of the swarm/);
  });

  test('a node that left is down until somebody removes it', () => {
    const world = swarm(2);
    expect(said(nodeRemove(world, 'h1', 'h2', false))).toMatch(/is not down and can't be removed/);
    must(swarmLeave(world, 'h2', false));
    advanceBy(world, 20_000);
    must(nodeRemove(world, 'h1', 'h2', false));
    expect(must(nodeList(world, 'h1'))).toHaveLength(1);
    expect(said(swarmLeave(world, 'h1', false))).toMatch(
      /Removing the last manager erases all current state/,
    );
  });
});

describe('tokens', () => {
  test('say which swarm and which role; a rotated one is worthless', () => {
    const world = swarm(1);
    const old = tokens(world).Worker;
    must(rotateToken(world, 'h1', 'worker'));
    expect(tokens(world).Worker).not.toBe(old);
    expect(tokens(world).Worker.split('-')[2]).toBe(old.split('-')[2]);
  });

  test('of another root certificate, of no swarm, rotated, expired: each is refused in its own words', () => {
    const world = swarm(2);
    must(swarmLeave(world, 'h2', false));
    const old = tokens(world).Worker;
    expect(said(join(world, 2, 'SWMTKN-1-bad'))).toBe('invalid join token');
    must(rotateToken(world, 'h1', 'worker'));
    expect(said(join(world, 2, old))).toMatch(/A valid join token is necessary/);
    must(rotateAuthority(world, 'h1'));
    expect(said(join(world, 2, old))).toMatch(/remote CA does not match fingerprint. Expected: /);
    clusterOf(world).caExpired = true;
    expect(said(join(world, 2, tokens(world).Worker))).toMatch(/x509: certificate has expired/);
    clusterOf(world).caExpired = false;
    must(join(world, 2, tokens(world).Manager));
    advanceBy(world, 3_000);
    expect(must(nodeList(world, 'h2'))).toHaveLength(3);
  });
});

describe('a locked swarm', () => {
  test('a manager that was started again manages nothing before it has the key', () => {
    const world = swarm(1);
    must(swarmUpdate(world, 'h1', { autoLock: true }));
    const key = must(unlockKey(world, 'h1', false));
    must(daemonRestart(world, 'h1', { how: 'restart' }));
    expect(said(nodeList(world, 'h1'))).toMatch(/needs to be unlocked/);
    expect(said(swarmUnlock(world, 'h1', `${key}x`))).toMatch(/invalid key/);
    must(swarmUnlock(world, 'h1', key));
    advanceBy(world, 5_000);
    expect(must(nodeList(world, 'h1'))).toHaveLength(1);
  });
});
