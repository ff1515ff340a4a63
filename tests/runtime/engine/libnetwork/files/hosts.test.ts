import { expect, test } from 'vitest';
import { leaveEndpoint, updateHosts } from '../../../../../runtime/engine/libnetwork/controller.ts';
import type { HostWorld } from '../host-world.ts';
import { container, hostWorld, join, must, network } from '../host-world.ts';

const HEAD_LINES = 6;
const tail = ({ world }: HostWorld, name: string): string[] =>
  world.files.get(`${name}:/etc/hosts`)!.trimEnd().split('\n').slice(HEAD_LINES);

test.each([
  ['web', '', 'web'],
  ['web', 'corp.lan', 'web.corp.lan web'],
  ['web.corp.lan', '', 'web.corp.lan web'],
])('hostname %j with domain %j is %j', (hostname, domainname, names) => {
  const host = hostWorld();
  container(host, 'web', ['bridge'], { hostname, domainname, extraHosts: [{ ip: '10.1.2.3', names: 'db' }] });
  expect(tail(host, 'web')).toEqual(['10.1.2.3\tdb', `172.17.0.2\t${names}`]);
});

test('each network adds its lines and takes them along', () => {
  const host = hostWorld();
  network(host, { name: 'v6', enableIpv6: true, ipam: [{ subnet: 'fd00:d::/64' }] });
  const box = container(host, 'web', ['bridge']);
  const endpoint = join(host, box, 'v6');
  expect(tail(host, 'web')).toEqual(['172.17.0.2\tweb', '172.18.0.2\tweb', 'fd00:d::2\tweb']);
  must(leaveEndpoint(host.world, host.engine, endpoint.id));
  expect(tail(host, 'web')).toEqual(['172.17.0.2\tweb']);
});

test('a linked container’s new address is written over the old one, and a person’s lines stay', () => {
  const host = hostWorld();
  const box = container(host, 'app', ['bridge'], {
    extraHosts: [{ ip: '172.17.0.9', names: 'db 123456789abc' }],
  });
  host.world.files.set('app:/etc/hosts', `${host.world.files.get('app:/etc/hosts')}9.9.9.9\tmine\n`);
  updateHosts(host.world, host.engine, box.id, [{ ip: '172.17.0.7', names: 'db 123456789abc' }]);
  expect(tail(host, 'app')).toEqual(['172.17.0.7\tdb 123456789abc', '172.17.0.2\tapp', '9.9.9.9\tmine']);
});

test('on the host’s network it is a copy of the host’s, or the engine’s own with added hosts', () => {
  const host = hostWorld();
  host.world.files.set('h1:/etc/hosts', '127.0.0.1\tlocalhost\n127.0.1.1\th1\n');
  container(host, 'copy', [], { useHost: true });
  container(host, 'own', [], { useHost: true, extraHosts: [{ ip: '1.2.3.4', names: 'q' }] });
  expect(host.world.files.get('copy:/etc/hosts')).toBe('127.0.0.1\tlocalhost\n127.0.1.1\th1\n');
  expect(tail(host, 'own')).toEqual(['1.2.3.4\tq']);
});
