import { expect, test } from 'vitest';
import { lookup } from '../../../runtime/probe/lookup.ts';
import { addNameServer } from '../dns/lan.ts';
import { container, hostWorld, network } from '../engine/libnetwork/host-world.ts';

const HOSTS = '127.0.0.1\tlocalhost\n10.1.2.3 db db.corp.lan # the database\nfd00::3 db\n';

function from(resolvConf: string, hosts = HOSTS) {
  const host = hostWorld();
  addNameServer(host.world, '192.168.1.1', 'NXDOMAIN');
  addNameServer(host.world, '192.168.1.3', 'silent', []);
  const { root } = host.world.kernel.machines.get('h1')!;
  return (name: string, family: 4 | 6 = 4) =>
    lookup(host.world, { netns: root, hosts, resolvConf }, name, family).how;
}

test.each([
  ['db', 4, 'hosts'],
  ['DB.corp.lan', 4, 'hosts'],
  ['db', 6, 'hosts'],
  ['www.ext.test', 4, 'dns 203.0.113.10'],
  ['www.ext.test', 6, 'dns NOERROR'],
  ['nope', 4, 'dns NXDOMAIN'],
] as const)('%s in family %s: %s', (name, family, expected) => {
  expect(from('nameserver 192.168.1.1\n')(name, family)).toBe(expected);
});

test.each([
  ['nameserver 192.168.1.1\nsearch ext.test\n', 'www', 'dns 203.0.113.10'],
  ['nameserver 192.168.1.1\nsearch test\n', 'www.ext', 'dns 203.0.113.10'],
  ['nameserver 192.168.1.1\nsearch ext.test\n', 'www.', 'dns NXDOMAIN'],
  ['nameserver 192.168.1.3\nnameserver 192.168.1.1\n', 'www.ext.test', 'dns 203.0.113.10'],
  ['nameserver 192.168.1.3\n', 'www.ext.test', 'dns timeout'],
  ['nameserver 192.168.1.77\n', 'www.ext.test', 'dns timeout'],
  ['', 'www.ext.test', 'no nameserver'],
])('with %j, %s: %s', (resolvConf, name, expected) => {
  expect(from(resolvConf)(name)).toBe(expected);
});

test('in a container the files are its own', () => {
  const host = hostWorld();
  network(host, { name: 'n1' });
  const { netns } = container(host, 'ca', ['n1']);
  container(host, 'cb', ['n1']);
  const place = {
    netns,
    hosts: host.world.files.get('ca:/etc/hosts')!,
    resolvConf: host.world.files.get('ca:/etc/resolv.conf')!,
  };
  expect(lookup(host.world, place, 'cb')).toEqual({ addresses: ['172.18.0.3'], how: 'dns 172.18.0.3' });
  expect(lookup(host.world, place, 'ca').how).toBe('hosts');
});
