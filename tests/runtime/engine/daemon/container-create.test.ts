import { expect, test } from 'vitest';
import {
  containerCreate,
  containerInspect,
  containerList,
  networkCreate,
} from '../../../../runtime/engine/daemon/api.ts';
import type { VersionName } from '../../../../runtime/engine/versions/version.ts';
import { H, must, oneHost, PROBE, type Run, requestOf, run, said, tryRun } from './one-host.ts';

const BOTH: readonly VersionName[] = ['20.10', '26.1'];

const UNDEFINED_SUBNET =
  'user specified IP address is supported only when connecting to networks with user configured subnets';
const OUTSIDE = (ip: string) => `no configured subnet or ip-range contain the IP address ${ip}`;
const config = (network: string, text: string) =>
  `invalid config for network ${network}: invalid endpoint settings:\n${text}`;

// Captured on engines 20.10 and 26.1 (23-errors-run): what `docker run` is refused with, at creation or at the start.
test.each<[string, Run, string, string]>([
  [
    'an address outside the subnet',
    { network: 'n1', endpoint: { IPAMConfig: { IPv4Address: '10.2.0.5' } } },
    "Invalid address 10.2.0.5: It does not belong to any of this network's subnets",
    config('n1', OUTSIDE('10.2.0.5')),
  ],
  [
    'an address that is none',
    { network: 'n1', endpoint: { IPAMConfig: { IPv4Address: 'banana' } } },
    'invalid IPv4 address: banana',
    config('n1', `* invalid IPv4 address: banana\n* ${OUTSIDE('banana')}`),
  ],
  [
    'an address on a subnet from the pools',
    { network: 'auto', endpoint: { IPAMConfig: { IPv4Address: '172.18.0.50' } } },
    UNDEFINED_SUBNET,
    config('auto', UNDEFINED_SUBNET),
  ],
  ['no such network', { network: 'nosuch' }, 'network nosuch not found', 'network nosuch not found'],
])('%s', (_, how, old, recent) => {
  for (const [version, text] of [
    ['20.10', old],
    ['26.1', recent],
  ] as const) {
    const world = oneHost(version);
    must(networkCreate(world, H, { Name: 'n1', IPAM: { Config: [{ Subnet: '10.1.0.0/24' }] } }));
    must(networkCreate(world, H, { Name: 'auto' }));
    expect(said(tryRun(world, how))).toBe(text);
  }
});

test('several networks at once: refused before API 1.44', () => {
  const request = {
    ...requestOf({ network: 'alpha' }),
    NetworkingConfig: { EndpointsConfig: { zeta: {}, alpha: {} } },
  };
  const old = oneHost('20.10');
  expect(said(containerCreate(old, H, request))).toBe(
    'Container cannot be connected to network endpoints: alpha, zeta',
  );
  const recent = oneHost('26.1');
  for (const Name of ['zeta', 'alpha']) must(networkCreate(recent, H, { Name }));
  const { Id } = must(containerCreate(recent, H, request));
  expect(Object.keys(must(containerInspect(recent, H, Id)).NetworkSettings.Networks)).toEqual([
    'alpha',
    'zeta',
  ]);
});

test.each(BOTH)('%s: a name is taken once', (version) => {
  const world = oneHost(version);
  const id = run(world, { name: 'web' });
  expect(said(tryRun(world, { name: 'web' }))).toBe(
    `Conflict. The container name "/web" is already in use by container "${id}". You have to remove (or rename) that container to be able to reuse that name.`,
  );
  expect(said(tryRun(world, { name: 'x' }))).toBe(
    'Invalid container name (x), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed',
  );
  expect(said(tryRun(world, { name: '-x' }))).toContain('Invalid container name (-x)');
});

test('the default mode is stored as each release stores it', () => {
  const mode = (version: VersionName) => {
    const world = oneHost(version);
    return must(containerInspect(world, H, run(world))).HostConfig.NetworkMode;
  };
  expect(mode('20.10')).toBe('default');
  expect(mode('26.1')).toBe('bridge');
});

test('a port that is taken: the container stays, created', () => {
  const world = oneHost('26.1');
  run(world, { name: 'web', publish: ['8080:80'] });
  expect(said(tryRun(world, { name: 'e0', publish: ['8080:80'] }))).toMatch(
    /^driver failed programming external connectivity on endpoint e0 \([0-9a-f]{64}\): Bind for 0\.0\.0\.0:8080 failed: port is already allocated$/,
  );
  const { State } = must(containerInspect(world, H, 'e0'));
  expect([State.Status, State.ExitCode]).toEqual(['created', 128]);
  const listed = must(containerList(world, H, { all: true })).find(({ Names }) => Names.includes('/e0'));
  expect(listed?.Status).toBe('Created');
});

test('host mode and published ports', () => {
  const world = oneHost('26.1');
  const answer = containerCreate(world, H, requestOf({ network: 'host', publish: ['9999:80'] }));
  expect(answer.ok && answer.warnings).toEqual([
    'Published ports are discarded when using host network mode',
  ]);
});

test('a MAC address for the container is that of its network since API 1.44', () => {
  const mac = '02:aa:bb:cc:dd:ee';
  const world = oneHost('26.1');
  const id = run(world, { network: 'bridge', config: { MacAddress: mac } });
  const { NetworkSettings, Config } = must(containerInspect(world, H, id));
  expect([NetworkSettings.Networks.bridge?.MacAddress, Config.MacAddress]).toEqual([mac, mac]);
});

test('what the image says', () => {
  const world = oneHost('26.1');
  const { Id } = must(containerCreate(world, H, { Config: { Image: 'nginx', Env: ['A=1'] } }));
  const { Config, Path, Args } = must(containerInspect(world, H, Id));
  expect(Config.ExposedPorts).toEqual({ '80/tcp': {} });
  expect(Config.Hostname).toBe(Id.slice(0, 12));
  expect(Config.Env?.[0]).toBe('A=1');
  expect([Path, ...Args]).toEqual(['/docker-entrypoint.sh', 'nginx', '-g', 'daemon off;']);
  expect(said(containerCreate(world, H, { Config: { Image: 'Bad Image' } }))).toBe(
    'invalid reference format',
  );
  expect(PROBE).toBe('dnet/probe');
});
