import { expect, test } from 'vitest';
import {
  containerInspect,
  containerStop,
  createEngine,
  daemonRestart,
  networkCreate,
  networkList,
} from '../../../../runtime/engine/daemon/api.ts';
import type { DaemonJson } from '../../../../runtime/engine/daemon/daemon-json.ts';
import type { VersionName } from '../../../../runtime/engine/versions/version.ts';
import { bareHost, H, must, oneHost, run, said } from './one-host.ts';

const BOTH: readonly VersionName[] = ['20.10', '26.1'];
const CONTROLLER = 'failed to start daemon: Error initializing network controller: ';

// Captured on engines 20.10 and 26.1 (14-daemon-options).
test.each<[DaemonJson, string, string]>([
  [
    { bip: '10.99.0.0/24' },
    `${CONTROLLER}Error creating default "bridge" network: failed to allocate gateway (10.99.0.0): Address already in use`,
    `${CONTROLLER}error creating default "bridge" network: failed to allocate gateway (10.99.0.0): Address already in use`,
  ],
  [
    { bip: '300.1.1.1/24' },
    `${CONTROLLER}invalid CIDR address: 300.1.1.1/24`,
    `${CONTROLLER}invalid CIDR address: 300.1.1.1/24`,
  ],
  [
    { bridge: 'nosuch0' },
    `${CONTROLLER}Error creating default "bridge" network: bridge device with non default name nosuch0 must be created manually`,
    `${CONTROLLER}error creating default "bridge" network: bridge device with non default name nosuch0 must be created manually`,
  ],
  [
    { 'default-address-pools': [{ base: '10.200.0.0/16', size: 8 }] },
    `${CONTROLLER}error obtaining controller instance: invalid pools size: 8`,
    `${CONTROLLER}error obtaining controller instance: invalid pools size: 8`,
  ],
  [
    { bridge: 'br9', bip: '10.1.1.1/24' },
    'failed to start daemon: You specified -b & --bip, mutually exclusive options. Please specify only one',
    'failed to start daemon: You specified -b & --bip, mutually exclusive options. Please specify only one',
  ],
])('%j is refused, and the daemon stays down', (config, old, recent) => {
  for (const [version, text] of [
    ['20.10', old],
    ['26.1', recent],
  ] as const) {
    const world = oneHost(version);
    expect(said(daemonRestart(world, H, { how: 'restart', config }))).toBe(text);
    expect(said(networkList(world, H))).toContain('Cannot connect to the Docker daemon');
    must(daemonRestart(world, H, { how: 'start', config: {} }));
    must(networkList(world, H));
  }
});

test('a first start that is refused leaves the engine installed', () => {
  const world = bareHost();
  expect(said(createEngine(world, H, { config: { 'bogus-key': 1 } }))).toContain('bogus-key');
  expect(world.engines.get(H)?.status).toBe('stopped');
});

test.each(BOTH)('%s: no default bridge', (version) => {
  const world = oneHost(version, { bridge: 'none' });
  expect(
    must(networkList(world, H))
      .map(({ Name }) => Name)
      .sort(),
  ).toEqual(['host', 'none']);
  const { NetworkSettings, State } = must(containerInspect(world, H, run(world)));
  expect([NetworkSettings.IPAddress, State.Status]).toEqual(['', 'running']);
});

test.each(BOTH)('%s: what a restart takes up', (version) => {
  const world = oneHost(version);
  must(networkCreate(world, H, { Name: 'n1' }));
  const policy = (Name: string) => ({ RestartPolicy: { Name, MaximumRetryCount: 0 } });
  run(world, { name: 'plain' });
  for (const name of ['always', 'unless-stopped', 'on-failure']) run(world, { name, host: policy(name) });
  run(world, { name: 'stopped-always', host: policy('always') });
  run(world, { name: 'stopped-unless', host: policy('unless-stopped') });
  for (const name of ['stopped-always', 'stopped-unless']) must(containerStop(world, H, name));
  must(daemonRestart(world, H, { how: 'restart' }));
  const up = [...world.engines.get(H)!.containers.values()].filter(({ state }) => state.pid !== 0);
  expect(up.map(({ name }) => name)).toEqual(['always', 'unless-stopped', 'stopped-always']);
  expect(must(networkList(world, H)).map(({ Name }) => Name)).toContain('n1');
});

test('a killed daemon answers nobody and leaves its containers running', () => {
  const world = oneHost('26.1');
  run(world, { name: 'web' });
  must(daemonRestart(world, H, { how: 'kill' }));
  const container = [...world.engines.get(H)!.containers.values()][0]!;
  expect(world.kernel.namespaces.has(container.netns!)).toBe(true);
  must(daemonRestart(world, H, { how: 'start' }));
  expect(must(containerInspect(world, H, 'web')).State).toMatchObject({ Status: 'exited', ExitCode: 255 });
});

test('live-restore keeps containers over an orderly restart', () => {
  const world = oneHost('26.1', { 'live-restore': true });
  run(world, { name: 'web' });
  const before = must(containerInspect(world, H, 'web')).NetworkSettings.SandboxID;
  must(daemonRestart(world, H, { how: 'restart' }));
  const after = must(containerInspect(world, H, 'web'));
  expect([after.State.Status, after.NetworkSettings.SandboxID]).toEqual(['running', before]);
});
