import { expect, test } from 'vitest';
import type { LinkOf } from '../../../../runtime/kernel/kernel.ts';
import { addAddress, addLink, setDown, setMaster, setUp } from '../../../../runtime/kernel/links.ts';
import { findNeighbour } from '../../../../runtime/kernel/neighbours.ts';
import {
  at,
  bridge,
  icmp,
  ip,
  type Lab,
  linkAt,
  machine,
  netns,
  newLab,
  plug,
  route,
  serve,
  sysctl,
  tcp,
} from '../lab.ts';

/** A machine `h` with cards and a namespace for each child link on top of eth0. */
function withChild(
  lab: Lab,
  label: string,
  address: string,
  spec:
    | { kind: 'macvlan'; mode: LinkOf<'macvlan'>['mode'] }
    | { kind: 'ipvlan'; mode: LinkOf<'ipvlan'>['mode']; flag?: LinkOf<'ipvlan'>['flag'] },
): void {
  const host = label.split('/')[0]!;
  const parent = linkAt(lab, host, 'eth0');
  netns(lab, label);
  const mac = spec.kind === 'ipvlan' ? parent.mac : 0x02aa00000000 + at(lab, label).id;
  const child = addLink(lab.kernel, at(lab, label).id, { ...spec, name: 'eth0', mac, parent: parent.id });
  setUp(lab.kernel, child.id);
  const [text, length] = address.split('/');
  addAddress(lab.kernel, child.id, { ip: ip(text!), length: Number(length) });
  serve(lab, label, 'tcp', 80);
}

const two = (): Lab => {
  const lab = newLab();
  machine(lab, 'client', { lan: ['192.168.1.100/24'] });
  machine(lab, 'h', { lan: ['192.168.1.31/24'] });
  return lab;
};

test.each([
  ['bridge', 'ok ttl=64', 'ok ttl=64', 'unreachable 3/1'],
  ['private', 'ok ttl=64', 'unreachable 3/1', 'unreachable 3/1'],
  ['vepa', 'ok ttl=64', 'unreachable 3/1', 'unreachable 3/1'],
] as const)('macvlan %s: outside %s, siblings %s, parent %s', (mode, outside, sibling, parent) => {
  const lab = two();
  withChild(lab, 'h/a', '192.168.1.51/24', { kind: 'macvlan', mode });
  withChild(lab, 'h/b', '192.168.1.52/24', { kind: 'macvlan', mode });
  expect(icmp(lab, 'h/a', '192.168.1.100')).toBe(outside);
  expect(icmp(lab, 'client', '192.168.1.51')).toBe(outside);
  expect(icmp(lab, 'h/a', '192.168.1.52')).toBe(sibling);
  expect(icmp(lab, 'h/a', '192.168.1.31')).toBe(parent);
  expect(icmp(lab, 'h', '192.168.1.51')).toBe(parent);
});

test.each([
  ['bridge', 'ok ttl=64'],
  ['private', 'unreachable 3/1'],
] as const)('ipvlan l2 %s: siblings %s', (flag, sibling) => {
  const lab = two();
  withChild(lab, 'h/a', '192.168.1.51/24', { kind: 'ipvlan', mode: 'l2', flag });
  withChild(lab, 'h/b', '192.168.1.52/24', { kind: 'ipvlan', mode: 'l2', flag });
  expect(icmp(lab, 'h/a', '192.168.1.100')).toBe('ok ttl=64');
  expect(icmp(lab, 'client', '192.168.1.52')).toBe('ok ttl=64');
  expect(icmp(lab, 'h/a', '192.168.1.52')).toBe(sibling);
  expect(icmp(lab, 'h', '192.168.1.51'), 'never the parent').toBe('unreachable 3/1');
});

test('ipvlan l3: other subnets among siblings; the outside needs a route to them', () => {
  const lab = two();
  withChild(lab, 'h/a', '10.1.0.2/24', { kind: 'ipvlan', mode: 'l3' });
  withChild(lab, 'h/b', '10.2.0.2/24', { kind: 'ipvlan', mode: 'l3' });
  for (const label of ['h/a', 'h/b']) route(lab, label, '0.0.0.0/0', undefined, 'eth0');
  expect(tcp(lab, 'h/a', '10.2.0.2', 80)).toBe('ok h/b peer=10.1.0.2 local=10.2.0.2:80');
  expect(icmp(lab, 'h/a', '192.168.1.100')).toBe('timeout no-route');
  route(lab, 'client', '10.1.0.0/24', '192.168.1.31');
  expect(icmp(lab, 'h/a', '192.168.1.100')).toBe('ok ttl=64');
  expect(icmp(lab, 'client', '10.1.0.2')).toBe('ok ttl=64');
});

test('VLANs of one wire hear each other, others do not', () => {
  const lab = two();
  for (const [host, tag, address] of [
    ['client', 10, '10.10.0.1'],
    ['h', 10, '10.10.0.2'],
  ] as const) {
    const parent = linkAt(lab, host, 'eth0');
    const link = addLink(lab.kernel, at(lab, host).id, {
      kind: 'vlan',
      name: `eth0.${tag}`,
      mac: parent.mac,
      parent: parent.id,
      vlan: tag,
    });
    setUp(lab.kernel, link.id);
    addAddress(lab.kernel, link.id, { ip: ip(address), length: 24 });
  }
  expect(icmp(lab, 'client', '10.10.0.2')).toBe('ok ttl=64');
  machine(lab, 'stranger', { lan: ['10.10.0.3/24'] });
  // Linux answers an untagged question for any of its addresses; the reply is tagged, and nobody takes it.
  expect(icmp(lab, 'stranger', '10.10.0.2')).toBe('timeout no-neighbour');
});

test('a bridge with a card in it joins namespaces to the wire', () => {
  const lab = two();
  bridge(lab, 'h', 'br0');
  setMaster(lab.kernel, linkAt(lab, 'h', 'eth0').id, linkAt(lab, 'h', 'br0').id);
  netns(lab, 'h/a');
  plug(lab, 'h/a', 'br0', ['192.168.1.60/24']);
  expect(icmp(lab, 'client', '192.168.1.60')).toBe('ok ttl=64');
  const br0 = linkAt(lab, 'h', 'br0');
  const learned = br0.kind === 'bridge' && br0.fdb.get(linkAt(lab, 'client', 'eth0').mac);
  expect(learned, 'the client was learned behind the card').toMatchObject({
    port: linkAt(lab, 'h', 'eth0').id,
    permanent: false,
  });
});

test('both sides of a resolution remember each other; nobody is remembered as FAILED', () => {
  const lab = two();
  expect(icmp(lab, 'client', '192.168.1.31')).toBe('ok ttl=64');
  const [eth0, there] = [linkAt(lab, 'client', 'eth0'), linkAt(lab, 'h', 'eth0')];
  expect(findNeighbour(at(lab, 'client'), eth0.id, ip('192.168.1.31'))).toMatchObject({ mac: there.mac });
  expect(findNeighbour(at(lab, 'h'), there.id, ip('192.168.1.100'))).toMatchObject({ mac: eth0.mac });
  expect(icmp(lab, 'client', '192.168.1.99')).toBe('unreachable 3/1');
  expect(findNeighbour(at(lab, 'client'), eth0.id, ip('192.168.1.99'))?.state).toBe('FAILED');
});

test('a machine answers ARP for all of its addresses, or with arp_ignore for those of the link', () => {
  const lab = two();
  bridge(lab, 'h', 'br0', '192.168.1.200/32');
  expect(icmp(lab, 'client', '192.168.1.200')).toBe('ok ttl=64');
  sysctl(lab, 'h', 'net.ipv4.conf.all.arp_ignore', '1');
  expect(icmp(lab, 'client', '192.168.1.200')).toBe('unreachable 3/1');
});

test('proxy_arp answers for what is routed elsewhere', () => {
  const lab = two();
  bridge(lab, 'h', 'br0', '192.168.2.1/24');
  netns(lab, 'h/a');
  plug(lab, 'h/a', 'br0', ['192.168.2.2/24']);
  route(lab, 'h/a', 'default', '192.168.2.1');
  route(lab, 'client', '192.168.2.0/24', undefined, 'eth0');
  sysctl(lab, 'h', 'net.ipv4.ip_forward', '1');
  expect(icmp(lab, 'client', '192.168.2.2')).toBe('unreachable 3/1');
  sysctl(lab, 'h', 'net.ipv4.conf.eth0.proxy_arp', '1');
  expect(icmp(lab, 'client', '192.168.2.2')).toBe('ok ttl=63');
});

test('a cable with one end down carries nothing', () => {
  const lab = two();
  bridge(lab, 'h', 'br0', '10.0.0.1/24');
  netns(lab, 'h/a');
  const [near] = plug(lab, 'h/a', 'br0', ['10.0.0.2/24']);
  expect(icmp(lab, 'h', '10.0.0.2')).toBe('ok ttl=64');
  setDown(lab.kernel, near.id);
  expect(icmp(lab, 'h', '10.0.0.2')).toBe('unreachable 3/1');
});
