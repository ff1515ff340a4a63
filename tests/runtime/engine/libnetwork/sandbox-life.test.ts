import { expect, test } from 'vitest';
import { formatCidr } from '../../../../runtime/address/cidr.ts';
import { formatIp } from '../../../../runtime/address/ip.ts';
import {
  createEndpoint,
  deleteEndpoint,
  deleteSandbox,
  leaveEndpoint,
  startSandbox,
} from '../../../../runtime/engine/libnetwork/controller.ts';
import type { Sandbox } from '../../../../runtime/engine/libnetwork/sandbox.ts';
import type { LinkId } from '../../../../runtime/kernel/kernel.ts';
import { linkOf, netnsOf } from '../../../../runtime/kernel/links.ts';
import type { HostWorld } from './host-world.ts';
import { container, hostWorld, join, must, network, networkNamed, refusalOf, sandbox } from './host-world.ts';

/** `eth0 172.18.0.2 ...` of every link but lo, by index. */
function interfaces({ world }: HostWorld, { netns }: Sandbox): string[] {
  return [...netnsOf(world.kernel, netns).links]
    .sort(([a], [b]) => a - b)
    .map(([, id]) => linkOf(world.kernel, id))
    .filter(({ kind }) => kind !== 'loopback')
    .map(({ name, addresses }) => [name, ...addresses.map(({ ip }) => formatIp(ip))].join(' '));
}

const loopback = ({ world }: HostWorld, { netns }: Sandbox): string[] =>
  linkOf(world.kernel, netnsOf(world.kernel, netns).links.get(1)!).addresses.map(({ ip }) => formatIp(ip));

const defaultRoutes = ({ world }: HostWorld, { netns }: Sandbox): string[] =>
  netnsOf(world.kernel, netns)
    .routes.filter(({ destination }) => destination.length === 0)
    .map(
      ({ destination, via, link }) =>
        `${formatCidr(destination)} ${formatIp(via!)} ${linkOf(world.kernel, link!).name}`,
    );

function threeNetworks(): HostWorld {
  const host = hostWorld();
  for (const name of ['zeta', 'alpha', 'mid']) network(host, { name });
  return host;
}

/** Captured in 11-connect: devices in the order of joining, names in the order of the networks' names. */
test('a container that starts names its interfaces by the networks’ order', () => {
  const host = threeNetworks();
  const box = container(host, 'cr', ['mid', 'alpha']);
  expect(interfaces(host, box)).toEqual(['eth1 172.20.0.2', 'eth0 172.19.0.2']);
  expect(defaultRoutes(host, box)).toEqual(['0.0.0.0/0 172.19.0.1 eth0']);
});

test('a running container takes the next number, and the default route moves to the first name', () => {
  const host = threeNetworks();
  const box = container(host, 'cm', ['mid']);
  const zeta = join(host, box, 'zeta');
  expect(defaultRoutes(host, box)).toEqual(['0.0.0.0/0 172.20.0.1 eth0']);
  const alpha = join(host, box, 'alpha');
  expect(defaultRoutes(host, box)).toEqual(['0.0.0.0/0 172.19.0.1 eth2']);
  for (const { id } of [alpha, zeta]) {
    must(leaveEndpoint(host.world, host.engine, id));
    must(deleteEndpoint(host.world, host.engine, id));
  }
  expect(defaultRoutes(host, box)).toEqual(['0.0.0.0/0 172.20.0.1 eth0']);
  join(host, box, 'zeta');
  expect(interfaces(host, box)).toEqual(['eth0 172.20.0.2', 'eth3 172.18.0.2']);
});

test.each([
  ['20.10', ['127.0.0.1'], ['0.0.0.0/0 172.18.0.1 eth0']],
  ['26.1', ['127.0.0.1', '::1'], []],
] as const)('engine %s: lo, and the way out of an internal network', (version, lo, routes) => {
  const host = hostWorld(version);
  network(host, { name: 'inner', internal: true });
  const box = container(host, 'ca', ['inner']);
  expect(loopback(host, box)).toEqual(lo);
  expect(defaultRoutes(host, box)).toEqual(routes);
});

test('with IPv6 an interface has both families, lo too, and two default routes', () => {
  const host = hostWorld('20.10');
  network(host, { name: 'v6', enableIpv6: true, ipam: [{ subnet: 'fd00:d::/64' }] });
  const box = container(host, 'ca', ['v6']);
  expect(interfaces(host, box)).toEqual(['eth0 172.18.0.2 fd00:d::2 fe80::42:acff:fe12:2']);
  expect(loopback(host, box)).toEqual(['127.0.0.1', '::1']);
  expect(defaultRoutes(host, box)).toEqual(['0.0.0.0/0 172.18.0.1 eth0', '::/0 fd00:d::1 eth0']);
});

test('a sandbox that ends frees addresses, ports of the bridge and its namespace', () => {
  const host = hostWorld();
  network(host, { name: 'n1' });
  const box = container(host, 'web', ['n1']);
  const { driverNetwork } = networkNamed(host, 'n1');
  const ports = (): readonly LinkId[] => {
    const bridge = driverNetwork.kind === 'bridge' && linkOf(host.world.kernel, driverNetwork.bridge.link);
    return bridge && bridge.kind === 'bridge' ? bridge.ports : [];
  };
  expect(ports()).toHaveLength(1);
  deleteSandbox(host.world, host.engine, box.id);
  expect(ports()).toHaveLength(0);
  expect(host.world.kernel.namespaces.has(box.netns)).toBe(false);
  expect(host.engine.controller.endpoints.size).toBe(0);
  expect(interfaces(host, container(host, 'next', ['n1']))).toEqual(['eth0 172.18.0.2']);
});

test('a sandbox that never started can be taken down as well', () => {
  const host = hostWorld();
  const box = sandbox(host, 'ca');
  join(host, box, 'bridge', { names: [] });
  deleteSandbox(host.world, host.engine, box.id);
  expect(host.world.kernel.namespaces.has(box.netns)).toBe(false);
});

test.each([
  ['172.17.0.2', 'Address already in use'],
  ['10.99.0.2', "Invalid address 10.99.0.2: It does not belong to any of this network's subnets"],
])('asking for %s', (text, message) => {
  const host = hostWorld();
  container(host, 'ca', ['bridge']);
  const ipv4 = text.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
  const bridge = networkNamed(host, 'bridge');
  const spec = { name: 'cb', container: 'cb', ipv4 };
  expect(refusalOf(createEndpoint(host.world, host.engine, bridge.id, spec))).toBe(message);
});

test('a full network says which one it is', () => {
  const host = hostWorld();
  const small = network(host, { name: 's6', ipam: [{ subnet: '10.60.0.0/30' }] });
  const ask = (name: string) => createEndpoint(host.world, host.engine, small.id, { name, container: name });
  must(ask('f0'));
  expect(refusalOf(ask('f1'))).toBe(
    `no available IPv4 addresses on this network's address pools: s6 (${small.id})`,
  );
  expect(refusalOf(ask('f0'))).toBe('endpoint with name f0 already exists in network s6');
});

test('starting twice changes nothing', () => {
  const host = hostWorld();
  const box = container(host, 'ca', ['bridge']);
  startSandbox(host.world, host.engine, box.id);
  expect(interfaces(host, box)).toEqual(['eth0 172.17.0.2']);
});
