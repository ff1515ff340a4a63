import { expect, test } from 'vitest';
import {
  containerExecContext,
  containerExited,
  containerInspect,
  containerKill,
  containerList,
  containerLogs,
  containerPause,
  containerRemove,
  containerRename,
  containerRestart,
  containerStart,
  containerStop,
  containerUnpause,
  containerWait,
  networkConnect,
  networkCreate,
} from '../../../../runtime/engine/daemon/api.ts';
import type { VersionName } from '../../../../runtime/engine/versions/version.ts';
import { socketsOf } from '../../../../runtime/kernel/sockets.ts';
import { advanceBy } from '../../../../runtime/time/advance.ts';
import type { World } from '../../../../runtime/world.ts';
import { H, must, oneHost, run, said, tryRun } from './one-host.ts';

const BOTH: readonly VersionName[] = ['20.10', '26.1'];
const addressOf = (world: World, name: string) =>
  must(containerInspect(world, H, name)).NetworkSettings.IPAddress;
const statusOf = (world: World, name: string) => must(containerInspect(world, H, name)).State.Status;
const listed = (world: World, name: string) =>
  must(containerList(world, H, { all: true })).find(({ Names }) => Names.includes(`/${name}`))?.Status;

test.each(BOTH)('%s: the lowest free address at every start', (version) => {
  const world = oneHost(version);
  for (const name of ['ca', 'cb']) run(world, { name });
  must(containerStop(world, H, 'ca'));
  expect(addressOf(world, 'ca')).toBe('');
  run(world, { name: 'cc' });
  must(containerStart(world, H, 'ca'));
  expect(['ca', 'cb', 'cc'].map((name) => addressOf(world, name))).toEqual([
    '172.17.0.4',
    '172.17.0.3',
    '172.17.0.2',
  ]);
});

test('the program listens in its namespace, and is silent while paused', () => {
  const world = oneHost('26.1');
  run(world, { name: 'web', cmd: ['serve', '80'] });
  const { netns } = must(containerExecContext(world, H, 'web'));
  const services = () => socketsOf(world.kernel, netns).map(({ port, service }) => [port, service.kind]);
  expect(services()).toEqual([[80, 'echo']]);
  must(containerPause(world, H, 'web'));
  expect(services()).toEqual([[80, 'silent']]);
  expect(said(containerExecContext(world, H, 'web'))).toContain(
    'is paused, unpause the container before exec',
  );
  must(containerUnpause(world, H, 'web'));
  expect(services()).toEqual([[80, 'echo']]);
});

test('status texts', () => {
  const world = oneHost('26.1');
  run(world, { name: 'web' });
  advanceBy(world, 5000);
  expect(listed(world, 'web')).toBe('Up 5 seconds');
  must(containerKill(world, H, 'web'));
  advanceBy(world, 3000);
  expect(listed(world, 'web')).toBe('Exited (137) 3 seconds ago');
});

// Captured on engines 20.10 and 26.1 (08-host-mode).
test.each(BOTH)('%s: host mode, and a port that the host has', (version) => {
  const world = oneHost(version);
  run(world, { name: 'hm', network: 'host', cmd: ['serve', '8088'] });
  run(world, { name: 'hm4', network: 'host', cmd: ['serve', '8088'] });
  expect([statusOf(world, 'hm'), statusOf(world, 'hm4')]).toEqual(['running', 'exited']);
  expect(listed(world, 'hm4')).toBe('Exited (0) Less than a second ago');
  expect(must(containerLogs(world, H, 'hm4')).map(({ text }) => text)).toEqual([
    expect.stringMatching(/socat\[7\] E bind\(5, \{AF=2 0\.0\.0\.0:8088\}, 16\): Address already in use$/),
  ]);
  expect(must(containerInspect(world, H, 'hm')).Config.Hostname).toBe(H);
});

// Captured on engines 20.10 and 26.1 (10-container-mode).
test.each(BOTH)('%s: a shared namespace', (version) => {
  const world = oneHost(version);
  const base = run(world, { name: 'base', cmd: ['serve', '80'], config: { Hostname: 'basehost' } });
  run(world, { name: 'side', network: 'container:base', cmd: ['serve', '81'] });
  run(world, { name: 'conf', network: 'container:base', cmd: ['serve', '80'] });
  expect(statusOf(world, 'conf')).toBe('exited');
  const context = must(containerExecContext(world, H, 'side'));
  expect(context.hostname).toBe('basehost');
  expect(context.networkFiles).toBe(base);

  must(networkCreate(world, H, { Name: 'n1' }));
  expect(said(networkConnect(world, H, 'n1', { Container: 'side' }))).toBe(
    'container sharing network namespace with another container or host cannot be connected to any other network',
  );
  expect(said(tryRun(world, { network: 'container:nosuch' }))).toBe('No such container: nosuch');

  must(containerStop(world, H, 'base'));
  const { netns } = must(containerExecContext(world, H, 'side'));
  const links = [...world.kernel.namespaces.get(netns)!.links.values()];
  expect(links.map((id) => world.kernel.links.get(id)?.name)).toEqual(['lo']);
  const gone = `cannot join network of a non running container: ${base}`;
  expect(said(tryRun(world, { network: 'container:base', cmd: ['serve', '85'] }))).toBe(gone);
  expect(said(containerRestart(world, H, 'side'))).toBe(`Cannot restart container side: ${gone}`);
  expect(world.kernel.namespaces.has(netns)).toBe(false);

  must(containerStart(world, H, 'base'));
  must(containerStart(world, H, 'side'));
  must(containerRemove(world, H, 'base', true));
  expect(said(containerRestart(world, H, 'side'))).toBe(
    `Cannot restart container side: No such container: ${base}`,
  );
});

test('restart policies: a program that cannot bind is tried again, ever later', () => {
  const world = oneHost('26.1');
  run(world, { name: 'one', network: 'host', cmd: ['serve', '80'] });
  const policy = { RestartPolicy: { Name: 'always', MaximumRetryCount: 0 } };
  run(world, { name: 'two', network: 'host', cmd: ['serve', '80'], host: policy });
  expect(statusOf(world, 'two')).toBe('restarting');
  advanceBy(world, 100 + 200 + 400);
  expect(must(containerInspect(world, H, 'two')).RestartCount).toBe(4);
  must(containerRemove(world, H, 'one', true));
  advanceBy(world, 800);
  expect(statusOf(world, 'two')).toBe('running');
});

test('a program that ends by itself', () => {
  const world = oneHost('26.1');
  run(world, { name: 'short', cmd: ['sleep', '5'] });
  advanceBy(world, 4999);
  expect(statusOf(world, 'short')).toBe('running');
  advanceBy(world, 1);
  expect(statusOf(world, 'short')).toBe('exited');
  run(world, { name: 'gone', cmd: ['sleep', '5'], host: { AutoRemove: true } });
  advanceBy(world, 5000);
  expect(said(containerInspect(world, H, 'gone'))).toBe('No such container: gone');
});

test('what a running container refuses', () => {
  const texts = (version: VersionName) => {
    const world = oneHost(version);
    const id = run(world, { name: 'web' });
    const running = said(containerRemove(world, H, 'web'));
    must(containerPause(world, H, 'web'));
    const paused = said(containerRemove(world, H, 'web'));
    must(containerUnpause(world, H, 'web'));
    must(containerStop(world, H, 'web'));
    const stopped = said(containerKill(world, H, 'web'));
    const exec = said(containerExecContext(world, H, 'web'));
    return [running, paused, stopped, exec].map((text) => text.replaceAll(id, 'ID'));
  };
  expect(texts('20.10')).toEqual([
    'You cannot remove a running container ID. Stop the container before attempting removal or force remove',
    'You cannot remove a paused container ID. Unpause and then stop the container before attempting removal or force remove',
    'Cannot kill container: web: Container ID is not running',
    'Container ID is not running',
  ]);
  expect(texts('26.1')).toEqual([
    'cannot remove container "/web": container is running: stop the container before removing or force remove',
    'cannot remove container "/web": container is paused and must be unpaused first',
    'cannot kill container: web: container ID is not running',
    'container ID is not running',
  ]);
});

test('a new name', () => {
  const world = oneHost('26.1');
  must(networkCreate(world, H, { Name: 'n1' }));
  run(world, { name: 'web', network: 'n1' });
  must(containerRename(world, H, 'web', 'shop'));
  expect(must(containerInspect(world, H, 'shop')).NetworkSettings.Networks.n1?.DNSNames?.[0]).toBe('shop');
  expect(said(containerRename(world, H, 'shop', 'shop'))).toBe(
    'Renaming a container with the same name as its current name',
  );
  run(world, { name: 'web' });
  expect(said(containerRename(world, H, 'shop', 'web'))).toMatch(
    /^Error when allocating new name: Conflict\./,
  );
});

test('a prefix of an id', () => {
  const world = oneHost('26.1');
  const id = run(world);
  expect(must(containerInspect(world, H, id.slice(0, 8))).Id).toBe(id);
  expect(said(containerInspect(world, H, 'nosuch'))).toBe('No such container: nosuch');
});

test('a command that somebody else works out', () => {
  const world = oneHost('26.1');
  run(world, { name: 'job', cmd: ['cat', '/etc/hosts'] });
  expect(must(containerWait(world, H, 'job'))).toBeNull();
  must(containerExited(world, H, 'job', { code: 3, stdout: 'one\ntwo\n', stderr: 'oh\n' }));
  expect(must(containerWait(world, H, 'job'))).toEqual({ StatusCode: 3 });
  expect(must(containerLogs(world, H, 'job')).map(({ stream, text }) => `${stream} ${text}`)).toEqual([
    'stdout one',
    'stdout two',
    'stderr oh',
  ]);
  expect(said(containerExited(world, H, 'job', { code: 0, stdout: '', stderr: '' }))).toContain(
    'is not running',
  );
});

test('the last container in the namespace of a host-mode container leaves the host its own', () => {
  const world = oneHost('26.1');
  run(world, { name: 'ca', network: 'host' });
  run(world, { name: 'cb', network: 'container:ca' });
  must(containerStop(world, H, 'ca'));
  must(containerStop(world, H, 'cb'));
  expect(world.kernel.namespaces.has(world.kernel.machines.get(H)!.root)).toBe(true);
});
