import { expect, test } from 'vitest';
import type { NetworkCreateRequest } from '../../../../runtime/docker-api/network.ts';
import {
  containerInspect,
  containerStop,
  networkConnect,
  networkCreate,
  networkDisconnect,
  networkInspect,
  networkList,
  networkPrune,
  networkRemove,
} from '../../../../runtime/engine/daemon/api.ts';
import type { VersionName } from '../../../../runtime/engine/versions/version.ts';
import { H, must, oneHost, run, said } from './one-host.ts';

const BOTH: readonly VersionName[] = ['20.10', '26.1'];
const subnet = (Subnet: string, more = {}): Partial<NetworkCreateRequest> => ({
  IPAM: { Config: [{ Subnet, ...more }] },
});
const OVERLAP = 'Pool overlaps with other one on this address space';
const NO_MANAGER =
  'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.';
const bad = (text: string) => `invalid network config:\n${text}`;

// Captured on engines 20.10 and 26.1 (22-errors-network).
test.each<[string, Partial<NetworkCreateRequest>, string, string]>([
  ['n1', {}, 'network with name n1 already exists', 'network with name n1 already exists'],
  ['n2', subnet('10.1.0.0/16'), OVERLAP, OVERLAP],
  ['n2', subnet('10.1.5.0/24'), OVERLAP, OVERLAP],
  ['n2', subnet('172.17.0.0/16'), OVERLAP, OVERLAP],
  [
    'n2',
    subnet('10.2.0.0'),
    'Invalid subnet 10.2.0.0 : invalid CIDR address: 10.2.0.0',
    bad('invalid subnet 10.2.0.0: invalid CIDR block notation'),
  ],
  ['odd', subnet('10.2.0.5/24'), '', bad('invalid subnet 10.2.0.5/24: it should be 10.2.0.0/24')],
  [
    'gw',
    subnet('10.3.0.0/24', { Gateway: '10.3.0.0' }),
    'failed to allocate gateway (10.3.0.0): Address already in use',
    'failed to allocate gateway (10.3.0.0): Address already in use',
  ],
  ['n31', subnet('10.8.0.0/31'), 'failed to allocate gateway (): No available addresses on this pool', ''],
  ['n3', { Driver: 'nosuch' }, 'plugin "nosuch" not found', 'plugin "nosuch" not found'],
  [
    'bridge',
    {},
    'operation is not permitted on predefined bridge network',
    'operation is not permitted on predefined bridge network',
  ],
  [
    'default',
    {},
    'operation is not permitted on predefined default network',
    'operation is not permitted on predefined default network',
  ],
  ['', {}, 'network with name  already exists', 'invalid name: '],
  ['ov', { Driver: 'overlay' }, NO_MANAGER, NO_MANAGER],
  [
    'h2',
    { Driver: 'host' },
    'only one instance of "host" network is allowed',
    'only one instance of "host" network is allowed',
  ],
  ['bad name', {}, '', ''],
])('create %j %j', (Name, more, old, recent) => {
  for (const [version, text] of [
    ['20.10', old],
    ['26.1', recent],
  ] as const) {
    const world = oneHost(version);
    must(networkCreate(world, H, { Name: 'n1', ...subnet('10.1.0.0/16') }));
    expect(said(networkCreate(world, H, { Name, ...more }))).toBe(text);
  }
});

test.each(BOTH)('%s: remove', (version) => {
  const world = oneHost(version);
  const { Id } = must(networkCreate(world, H, { Name: 'n1' }));
  run(world, { name: 'ca', network: 'n1' });
  expect(said(networkRemove(world, H, 'n1'))).toBe(
    `error while removing network: network n1 id ${Id} has active endpoints`,
  );
  expect(said(networkRemove(world, H, 'nosuch'))).toBe('network nosuch not found');
  for (const name of ['bridge', 'host', 'none'])
    expect(said(networkRemove(world, H, name))).toBe(
      `${name} is a pre-defined network and cannot be removed`,
    );
  must(containerStop(world, H, 'ca'));
  must(networkRemove(world, H, Id.slice(0, 6)));
});

// Captured on engines 20.10 and 26.1 (22-errors-network, 11-connect).
test.each(BOTH)('%s: connect and disconnect', (version) => {
  const world = oneHost(version);
  must(networkCreate(world, H, { Name: 'n1', ...subnet('10.1.0.0/16') }));
  run(world, { name: 'ca', network: 'n1' });
  const cd = run(world, { name: 'cd' });
  const connect = (network: string, Container: string) =>
    said(networkConnect(world, H, network, { Container }));
  expect(connect('n1', 'ca')).toBe('endpoint with name ca already exists in network n1');
  expect(connect('n1', 'nosuch')).toBe('No such container: nosuch');
  expect(connect('nosuch', 'ca')).toBe('network nosuch not found');
  expect(connect('host', 'cd')).toBe(
    'container cannot be disconnected from host network or connected to host network',
  );
  expect(connect('none', 'cd')).toBe(
    'container cannot be connected to multiple networks with one of the networks in private (none) mode',
  );
  const disconnect = (network: string, Container: string) =>
    said(networkDisconnect(world, H, network, { Container, Force: false }));
  expect(disconnect('bridge', 'cd')).toBe('');
  expect(disconnect('bridge', 'cd')).toBe(`container ${cd} is not connected to network bridge`);
  expect(disconnect('nosuch', 'cd')).toBe('network nosuch not found');
  expect(disconnect('n1', 'nosuch')).toBe('No such container: nosuch');
});

test('a container that does not run joins later', () => {
  const world = oneHost('26.1');
  must(networkCreate(world, H, { Name: 'n1' }));
  run(world, { name: 'ca' });
  must(containerStop(world, H, 'ca'));
  must(networkConnect(world, H, 'n1', { Container: 'ca', EndpointConfig: { Aliases: ['a'] } }));
  const { Networks } = must(containerInspect(world, H, 'ca')).NetworkSettings;
  expect(Object.keys(Networks)).toEqual(['bridge', 'n1']);
  expect(Networks.n1).toMatchObject({ EndpointID: '', IPAddress: '', Aliases: ['a'] });
  expect(Networks.n1?.DNSNames?.slice(0, 2)).toEqual(['ca', 'a']);
});

test('the short id is an alias before API 1.45', () => {
  const world = oneHost('20.10');
  must(networkCreate(world, H, { Name: 'n1' }));
  const id = run(world, { name: 'ca', network: 'n1', endpoint: { Aliases: ['a'] } });
  expect(must(containerInspect(world, H, 'ca')).NetworkSettings.Networks.n1?.Aliases).toEqual([
    'a',
    id.slice(0, 12),
  ]);
});

test.each(BOTH)('%s: inspect', (version) => {
  const world = oneHost(version);
  must(networkCreate(world, H, { Name: 'n1', ...subnet('10.1.0.0/16'), Labels: { a: 'b' } }));
  const id = run(world, { name: 'ca', network: 'n1' });
  const network = must(networkInspect(world, H, 'n1'));
  expect(Object.keys(network)).toEqual([
    'Name',
    'Id',
    'Created',
    'Scope',
    'Driver',
    'EnableIPv6',
    'IPAM',
    'Internal',
    'Attachable',
    'Ingress',
    'ConfigFrom',
    'ConfigOnly',
    'Containers',
    'Options',
    'Labels',
  ]);
  expect(network.IPAM).toEqual({ Driver: 'default', Options: null, Config: [{ Subnet: '10.1.0.0/16' }] });
  expect(network.Containers![id]).toMatchObject({
    Name: 'ca',
    MacAddress: '02:42:0a:01:00:02',
    IPv4Address: '10.1.0.2/16',
    IPv6Address: '',
  });
});

test('list, filter, prune', () => {
  const world = oneHost('26.1');
  for (const Name of ['used', 'idle']) must(networkCreate(world, H, { Name }));
  run(world, { network: 'used' });
  const names = (filters = {}) =>
    must(networkList(world, H, filters))
      .map(({ Name }) => Name)
      .sort();
  expect(names()).toEqual(['bridge', 'host', 'idle', 'none', 'used']);
  expect(names({ type: ['custom'] })).toEqual(['idle', 'used']);
  expect(names({ dangling: ['true'] }), 'the list does not look at who is attached').toEqual([
    'idle',
    'used',
  ]);
  expect(names({ dangling: ['false'] })).toEqual(['bridge', 'host', 'none']);
  expect(said(networkList(world, H, { dangling: ['maybe'] }))).toContain(
    "invalid value for filter 'dangling'",
  );
  expect(said(networkList(world, H, { type: ['odd'] }))).toBe("invalid filter: 'type'='odd'");
  expect(names({ driver: ['host', 'null'] })).toEqual(['host', 'none']);
  expect(said(networkList(world, H, { colour: ['red'] }))).toBe("invalid filter 'colour'");
  expect(must(networkPrune(world, H, { label: ['keep'] })).NetworksDeleted).toBeNull();
  expect(must(networkPrune(world, H, { 'label!': ['keep'] })).NetworksDeleted).toEqual(['idle']);
  must(networkCreate(world, H, { Name: 'young' }));
  expect(must(networkPrune(world, H, { until: ['24h'] })).NetworksDeleted).toBeNull();
  expect(must(networkPrune(world, H)).NetworksDeleted).toEqual(['young']);
  expect(must(networkPrune(world, H)).NetworksDeleted).toBeNull();
});
