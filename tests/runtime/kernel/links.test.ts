import { expect, test } from 'vitest';
import { formatIp, type Ip } from '../../../runtime/address/ip.ts';
import { formatMac } from '../../../runtime/address/mac.ts';
import { addMachine, createKernel } from '../../../runtime/kernel/create.ts';
import type { Kernel, Link, Netns } from '../../../runtime/kernel/kernel.ts';
import {
  addAddress,
  addLink,
  addVethPair,
  deleteAddress,
  deleteLink,
  hasCarrier,
  linkByName,
  moveLink,
  portsOf,
  renameLink,
  setDown,
  setMac,
  setMaster,
  setUp,
} from '../../../runtime/kernel/links.ts';
import { createNetns, destroyNetns, findNetns, loopbackOf } from '../../../runtime/kernel/namespaces.ts';
import { setSysctl } from '../../../runtime/kernel/sysctls.ts';
import { block, ip } from './lab.ts';

function host(): { kernel: Kernel; root: Netns } {
  const kernel = createKernel();
  const machine = addMachine(kernel, { name: 'h1', kind: 'host' });
  return { kernel, root: kernel.namespaces.get(machine.root)! };
}

const bridgeIn = (kernel: Kernel, netns: Netns, name = 'br0', fixedMac = false): Link =>
  addLink(kernel, netns.id, { kind: 'bridge', name, mac: 0x024200000001, fixedMac });
const addressesOf = (link: Link): string[] => link.addresses.map((a) => `${formatIp(a.ip)}/${a.length}`);
const routesOf = (netns: Netns): string[] =>
  netns.routes.map((r) => `${formatIp(r.destination.base)}/${r.destination.length}`);
const give = (kernel: Kernel, link: Link, address: Ip, length: number) =>
  addAddress(kernel, link.id, { ip: address, length });

test('a machine begins with lo up, a namespace with lo down', () => {
  const { kernel, root } = host();
  expect(addressesOf(loopbackOf(kernel, root.id))).toEqual(['127.0.0.1/8', '::1/128']);
  const made = createNetns(kernel, { machine: 'h1', name: 'abc', label: 'h1/web' });
  expect(loopbackOf(kernel, made.id)).toMatchObject({ index: 1, up: false, addresses: [] });
  expect(findNetns(kernel, 'h1', 'abc')).toBe(made);
});

test('the peer of a veth is registered first; a moved link keeps its index, and a new one counts on', () => {
  const { kernel, root } = host();
  bridgeIn(kernel, root);
  const inside = createNetns(kernel, { machine: 'h1', name: 'abc', label: 'h1/web' });
  const [near, far] = addVethPair(kernel, root.id, { name: 'v1', mac: 1 }, { name: 'v2', mac: 2 });
  expect([far.index, near.index]).toEqual([3, 4]);
  moveLink(kernel, far.id, inside.id);
  expect(far).toMatchObject({ index: 3, netns: inside.id, up: false });
  const [next] = addVethPair(kernel, root.id, { name: 'v3', mac: 3 }, { name: 'v4', mac: 4 });
  expect(next.index, 'indexes are not given out twice').toBe(6);
  expect(linkByName(kernel, inside.id, 'v2')).toBe(far);
});

test('a bridge has a carrier while one of its ports has', () => {
  const { kernel, root } = host();
  const br0 = bridgeIn(kernel, root);
  setUp(kernel, br0.id);
  expect(hasCarrier(kernel, br0), 'without ports').toBe(false);
  const [near, far] = addVethPair(kernel, root.id, { name: 'v1', mac: 1 }, { name: 'v2', mac: 2 });
  setMaster(kernel, near.id, br0.id);
  setUp(kernel, near.id);
  expect(hasCarrier(kernel, br0), 'the cable ends nowhere').toBe(false);
  setUp(kernel, far.id);
  expect([br0, near, far].map((link) => hasCarrier(kernel, link))).toEqual([true, true, true]);
  setDown(kernel, far.id);
  expect(hasCarrier(kernel, br0)).toBe(false);
});

test('fe80:: appears with the carrier, and goes when the link goes down', () => {
  const { kernel, root } = host();
  const br0 = bridgeIn(kernel, root);
  setUp(kernel, br0.id);
  const [near, far] = addVethPair(
    kernel,
    root.id,
    { name: 'v1', mac: 0x0242ac110002 },
    { name: 'v2', mac: 2 },
  );
  setMaster(kernel, near.id, br0.id);
  setUp(kernel, near.id);
  expect([addressesOf(br0), addressesOf(near)]).toEqual([[], []]);
  setUp(kernel, far.id);
  expect(addressesOf(near)).toEqual(['fe80::42:acff:fe11:2/64']);
  expect(addressesOf(br0), 'of the MAC that it took from its port').toEqual(['fe80::42:acff:fe11:2/64']);
  setDown(kernel, near.id);
  expect(addressesOf(near)).toEqual([]);
});

test.each([
  ['follows the lowest port', false, '00:00:00:00:00:05', '00:00:00:00:00:09'],
  ['unless it was set', true, '02:42:00:00:00:01', '02:42:00:00:00:01'],
])('the MAC of a bridge %s', (_, fixed, both, one) => {
  const { kernel, root } = host();
  const br0 = bridgeIn(kernel, root, 'br0', fixed);
  const ports = [9, 5].map(
    (mac) => addVethPair(kernel, root.id, { name: `v${mac}`, mac }, { name: `w${mac}`, mac: mac + 32 })[0],
  );
  for (const port of ports) setMaster(kernel, port.id, br0.id);
  expect(formatMac(br0.mac)).toBe(both);
  setMaster(kernel, ports[1]!.id, undefined);
  expect(formatMac(br0.mac)).toBe(one);
  expect(br0.kind === 'bridge' && portsOf(kernel, br0)).toEqual([ports[0]]);
});

test('the MACs of a bridge and its ports are permanent entries', () => {
  const { kernel, root } = host();
  const br0 = bridgeIn(kernel, root, 'br0', true);
  const [port] = addVethPair(kernel, root.id, { name: 'v1', mac: 1 }, { name: 'v2', mac: 2 });
  setMaster(kernel, port.id, br0.id);
  setMac(kernel, port.id, 7);
  const entries = br0.kind === 'bridge' ? [...br0.fdb] : [];
  expect(entries).toEqual([
    [0x024200000001, { port: br0.id, permanent: true }],
    [7, { port: port.id, permanent: true }],
  ]);
});

test('an address brings its route when the link is up, and takes it along', () => {
  const { kernel, root } = host();
  const br0 = bridgeIn(kernel, root);
  expect(give(kernel, br0, ip('172.17.0.1'), 16)).toEqual({ ok: true });
  expect(routesOf(root)).toEqual([]);
  setUp(kernel, br0.id);
  expect(root.routes[0]).toEqual({
    destination: block('172.17.0.0/16'),
    link: br0.id,
    source: ip('172.17.0.1'),
    scope: 'link',
    protocol: 'kernel',
    metric: 0,
    type: 'unicast',
  });
  expect(br0.addresses[0]?.broadcast).toBe(ip('172.17.255.255'));
  expect(give(kernel, br0, ip('172.17.0.1'), 16)).toMatchObject({ error: 'RTNETLINK answers: File exists' });
  give(kernel, br0, ip('10.0.0.9'), 32);
  expect(routesOf(root), 'a host address has none').toEqual(['172.17.0.0/16']);
  expect(deleteAddress(kernel, br0.id, ip('172.17.0.1'))).toEqual({ ok: true });
  expect(routesOf(root)).toEqual([]);
  expect(deleteAddress(kernel, br0.id, ip('172.17.0.1'))).toMatchObject({ ok: false });
});

test('deleting takes along: the peer, the ports freed, children, routes', () => {
  const { kernel, root } = host();
  const br0 = bridgeIn(kernel, root);
  setUp(kernel, br0.id);
  give(kernel, br0, ip('10.0.0.1'), 24);
  const [near, far] = addVethPair(kernel, root.id, { name: 'v1', mac: 1 }, { name: 'v2', mac: 2 });
  setMaster(kernel, near.id, br0.id);
  addLink(kernel, root.id, { kind: 'macvlan', name: 'm', mac: 3, parent: br0.id, mode: 'bridge' });
  deleteLink(kernel, br0.id);
  expect(near.master).toBeUndefined();
  expect(routesOf(root)).toEqual([]);
  expect([...kernel.links.values()].map((link) => link.name)).toEqual(['lo', 'v2', 'v1']);
  deleteLink(kernel, far.id);
  expect(kernel.links.has(near.id)).toBe(false);
});

test('a namespace that ends takes its cables along', () => {
  const { kernel, root } = host();
  const inside = createNetns(kernel, { machine: 'h1', name: 'abc', label: 'h1/web' });
  addVethPair(kernel, root.id, { name: 'v1', mac: 1 }, { name: 'eth0', mac: 2, netns: inside.id });
  destroyNetns(kernel, inside.id);
  expect(kernel.namespaces.has(inside.id)).toBe(false);
  expect(linkByName(kernel, root.id, 'v1')).toBeUndefined();
});

test('a name is taken once in a namespace', () => {
  const { kernel, root } = host();
  const br0 = bridgeIn(kernel, root);
  bridgeIn(kernel, root, 'br1');
  expect(renameLink(kernel, br0.id, 'br1')).toEqual({ ok: false, error: 'RTNETLINK answers: File exists' });
  expect(() => bridgeIn(kernel, root, 'br1')).toThrow('exists');
});

test('IPv6 switched off by sysctl: no addresses, none to be had, and back', () => {
  const { kernel, root } = host();
  const br0 = bridgeIn(kernel, root);
  setUp(kernel, br0.id);
  give(kernel, br0, ip('fd00::1'), 64);
  setSysctl(kernel, root.id, 'net.ipv6.conf.all.disable_ipv6', '1');
  expect(addressesOf(br0)).toEqual([]);
  expect(addressesOf(loopbackOf(kernel, root.id))).toEqual(['127.0.0.1/8']);
  expect(give(kernel, br0, ip('fd00::1'), 64)).toMatchObject({
    error: 'RTNETLINK answers: Permission denied',
  });
  setSysctl(kernel, root.id, 'net.ipv6.conf.all.disable_ipv6', '0');
  expect(give(kernel, br0, ip('fd00::1'), 64)).toEqual({ ok: true });
  expect(addressesOf(loopbackOf(kernel, root.id))).toEqual(['127.0.0.1/8', '::1/128']);
});
