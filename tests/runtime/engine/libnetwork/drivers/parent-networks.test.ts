import { expect, test } from 'vitest';
import { formatCidr } from '../../../../../runtime/address/cidr.ts';
import { formatIp } from '../../../../../runtime/address/ip.ts';
import { createNetwork, deleteNetwork } from '../../../../../runtime/engine/libnetwork/controller.ts';
import type { Sandbox } from '../../../../../runtime/engine/libnetwork/sandbox.ts';
import type { VersionName } from '../../../../../runtime/engine/versions/version.ts';
import { linkByName, netnsOf } from '../../../../../runtime/kernel/links.ts';
import type { HostWorld } from '../host-world.ts';
import { container, hostWorld, must, network, refusalOf } from '../host-world.ts';

const LAN = { ipam: [{ subnet: '192.168.1.0/24', gateway: '192.168.1.1', ipRange: '192.168.1.128/25' }] };

const routesOf = ({ world }: HostWorld, { netns }: Sandbox): string[] =>
  netnsOf(world.kernel, netns).routes.map(
    ({ destination, via }) => `${formatCidr(destination)}${via === undefined ? '' : ` via ${formatIp(via)}`}`,
  );

const hostLink = ({ world }: HostWorld, name: string) =>
  linkByName(world.kernel, world.kernel.machines.get('h1')!.root, name);

const tryNetwork = (host: HostWorld, driver: string, options: { readonly [key: string]: string }) =>
  refusalOf(createNetwork(host.world, host.engine, { name: 'n', driver, options }));

test('macvlan: a link of its own on the parent, with a MAC made from its address', () => {
  const host = hostWorld();
  network(host, { name: 'lan', driver: 'macvlan', options: { parent: 'eth0' }, ...LAN });
  const box = container(host, 'm1', ['lan']);
  const link = linkByName(host.world.kernel, box.netns, 'eth0');
  expect(link).toMatchObject({ kind: 'macvlan', mode: 'bridge', mac: 0x0242c0a80180 });
  expect(routesOf(host, box)).toEqual(['0.0.0.0/0 via 192.168.1.1', '192.168.1.0/24']);
});

test('ipvlan l3: the device itself is the way out, and the parent’s MAC is shared', () => {
  const host = hostWorld();
  const options = { parent: 'eth0', ipvlan_mode: 'l3' };
  network(host, { name: 'lan', driver: 'ipvlan', options, ipam: [{ subnet: '10.9.0.0/24' }] });
  const box = container(host, 'i1', ['lan']);
  const link = linkByName(host.world.kernel, box.netns, 'eth0');
  expect(link).toMatchObject({ kind: 'ipvlan', mode: 'l3', mac: hostLink(host, 'eth0')!.mac });
  expect(routesOf(host, box)).toEqual(['0.0.0.0/0', '10.9.0.0/24']);
});

test('a VLAN and a dummy are made for a network and go with it', () => {
  const host = hostWorld();
  const vlan = network(host, { name: 'vlan', driver: 'macvlan', options: { parent: 'eth0.50' } });
  const dummy = network(host, { name: 'dummy', driver: 'ipvlan' });
  const dummyName = `di-${dummy.id.slice(0, 12)}`;
  expect(hostLink(host, 'eth0.50')).toMatchObject({ kind: 'vlan', vlan: 50, up: true });
  expect(hostLink(host, dummyName)).toMatchObject({ kind: 'dummy', up: true });
  for (const { id } of [vlan, dummy]) must(deleteNetwork(host.world, host.engine, id));
  expect([hostLink(host, 'eth0.50'), hostLink(host, dummyName)]).toEqual([undefined, undefined]);
  expect(hostLink(host, 'eth0')).toBeDefined();
});

test.each([
  [
    'macvlan',
    { macvlan_mode: 'foo' },
    "requested macvlan mode 'foo' is not valid, 'bridge' mode is the macvlan driver default",
  ],
  [
    'ipvlan',
    { ipvlan_mode: 'foo' },
    "requested ipvlan mode 'foo' is not valid, 'l2' mode is the ipvlan driver default",
  ],
  ['macvlan', { parent: 'lo' }, 'loopback interface is not a valid macvlan parent link'],
  ['macvlan', { parent: 'nope' }, 'invalid subinterface vlan name nope, example formatting is eth0.10'],
  ['macvlan', { parent: 'eth9.10' }, '-o parent interface does was not found on the host: eth9'],
  ['macvlan', { parent: 'eth0.5000' }, 'vlan id must be between 1-4094, received: 5000'],
])('%s with %o is refused', (driver, options, message) => {
  expect(tryNetwork(hostWorld(), driver, options as { readonly [key: string]: string })).toBe(message);
});

test.each([
  ['20.10', 'macvlan', {}, / is already using parent interface eth0$/],
  ['26.1', 'ipvlan', {}, / is already using parent interface eth0$/],
  ['26.1', 'macvlan', {}, / is already using parent interface eth0$/],
  ['26.1', 'macvlan', { macvlan_mode: 'passthru' }, / is already using parent interface eth0$/],
] as const)('engine %s: a second %s on one parent', (version, driver, more, message) => {
  const host = hostWorld(version as VersionName);
  network(host, { name: 'first', driver, options: { parent: 'eth0' } });
  expect(tryNetwork(host, driver, { parent: 'eth0', ...more })).toMatch(message);
});
