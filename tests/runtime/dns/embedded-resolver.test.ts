import { expect, test } from 'vitest';
import type { DnsType } from '../../../runtime/dns/dns-server.ts';
import { killDaemon } from '../../../runtime/engine/daemon/stop-daemon.ts';
import type { SandboxConfig } from '../../../runtime/engine/libnetwork/sandbox.ts';
import type { VersionName } from '../../../runtime/engine/versions/version.ts';
import { container, hostWorld, network } from '../engine/libnetwork/host-world.ts';
import { addNameServer, askResolver, told } from './lan.ts';

/** ca and cb on n1 of a host whose LAN has a name server, cb with three namesakes. */
function people(version: VersionName = '26.1', config: Partial<SandboxConfig> = {}) {
  const host = hostWorld(version);
  addNameServer(host.world, '192.168.1.1', 'NXDOMAIN');
  network(host, { name: 'n1' });
  const ca = container(host, 'ca', ['n1'], config);
  container(host, 'cb', ['n1']);
  return { ...host, host, ca };
}

/** Captured on both engines, 04-user-dns. */
test.each<[string, DnsType, string]>([
  ['cb', 'A', 'NOERROR 172.18.0.3'],
  ['CB', 'A', 'NOERROR 172.18.0.3'],
  ['cb.', 'A', 'NOERROR 172.18.0.3'],
  ['cb.n1', 'A', 'NOERROR 172.18.0.3'],
  ['cb.n2', 'A', 'NXDOMAIN'],
  ['cb', 'AAAA', 'NOERROR'],
  ['cb', 'MX', 'NOERROR'],
  ['cb', 'TXT', 'NXDOMAIN'],
  ['cb', 'SRV', 'NXDOMAIN'],
  ['nope', 'AAAA', 'NXDOMAIN'],
  ['www.ext.test', 'A', 'NOERROR 203.0.113.10'],
  ['www.ext.test', 'AAAA', 'NOERROR'],
  ['3.0.18.172.in-addr.arpa', 'PTR', 'NOERROR cb.n1.'],
  ['9.0.18.172.in-addr.arpa', 'PTR', 'NXDOMAIN'],
  ['a'.repeat(64), 'A', 'FORMERR'],
])('%s %s', (name, type, expected) => {
  const { world, ca } = people();
  expect(told(askResolver(world, ca, name, type))).toBe(expected);
});

test('an answer of the engine’s own: TTL 600, the name as it was asked, no authority', () => {
  const { world, ca } = people();
  expect(askResolver(world, ca, 'CB', 'A', 'tcp')).toEqual({
    rcode: 'NOERROR',
    authoritative: false,
    recursionAvailable: true,
    truncated: false,
    answers: [{ name: 'CB.', type: 'A', ttl: 600, data: '172.18.0.3' }],
  });
});

test('several addresses come in changing order', () => {
  const { world, host, ca } = people();
  for (const name of ['c1', 'c2', 'c3']) container(host, name, ['n1']);
  for (const endpoint of host.engine.controller.endpoints.values())
    endpoint.names = [...endpoint.names, 'grp'];
  const orders = Array.from({ length: 20 }, () =>
    askResolver(world, ca, 'grp')
      .answers.map(({ data }) => data)
      .join(),
  );
  expect(new Set(orders).size).toBeGreaterThan(3);
  expect(new Set(orders.map((order) => order.split(',').sort().join()))).toHaveLength(1);
});

test('a reply that a datagram cannot hold is cut; over TCP it is whole', () => {
  const { world, host, ca } = people();
  for (let i = 0; i < 40; i++) container(host, `c${i}`, ['n1']);
  for (const endpoint of host.engine.controller.endpoints.values())
    endpoint.names = [...endpoint.names, 'grp'];
  const [udp, tcp] = [askResolver(world, ca, 'grp'), askResolver(world, ca, 'grp', 'A', 'tcp')];
  expect([udp.truncated, udp.answers.length < 42]).toEqual([true, true]);
  expect([tcp.truncated, tcp.answers.length]).toEqual([false, 42]);
});

/** Captured on both engines, 06-internal. */
test.each([
  ['20.10', 'timeout'],
  ['26.1', 'SERVFAIL'],
] as const)('engine %s: outside names from an internal network end in %s', (version, expected) => {
  const host = hostWorld(version);
  addNameServer(host.world, '192.168.1.1', 'NXDOMAIN');
  network(host, { name: 'inner', internal: true });
  const ca = container(host, 'ca', ['inner']);
  expect(told(askResolver(host.world, ca, 'www.ext.test'))).toBe(expected);
  expect(told(askResolver(host.world, ca, 'ca'))).toBe('NOERROR 172.18.0.2');
});

test.each([
  ['20.10', 'SERVFAIL', 'SERVFAIL'],
  ['26.1', 'SERVFAIL', 'SERVFAIL'],
  ['20.10', 'silent', 'timeout'],
  ['26.1', 'silent', 'timeout'],
  ['20.10', 'NXDOMAIN', 'NXDOMAIN'],
] as const)('engine %s: the one server says %s, the client hears %s', (version, otherwise, expected) => {
  const host = hostWorld(version);
  addNameServer(host.world, '192.168.1.1', otherwise);
  network(host, { name: 'n1' });
  const ca = container(host, 'ca', ['n1']);
  expect(told(askResolver(host.world, ca, 'nope.example'))).toBe(expected);
});

test.each([
  ['20.10', 'NXDOMAIN', 'NOERROR 203.0.113.10'],
  ['26.1', 'NXDOMAIN', 'NXDOMAIN'],
  ['20.10', 'REFUSED', 'NOERROR 203.0.113.10'],
  ['26.1', 'REFUSED', 'NOERROR 203.0.113.10'],
  ['26.1', 'silent', 'NOERROR 203.0.113.10'],
] as const)('engine %s: after %s of the first server: %s', (version, otherwise, expected) => {
  const host = hostWorld(version);
  addNameServer(host.world, '192.168.1.1', otherwise, []);
  addNameServer(host.world, '192.168.1.2', 'NXDOMAIN');
  network(host, { name: 'n1' });
  const ca = container(host, 'ca', ['n1'], { dns: ['192.168.1.1', '192.168.1.2'] });
  expect(told(askResolver(host.world, ca, 'www.ext.test'))).toBe(expected);
});

test('bare names are not asked outside once a person set ndots', () => {
  const { world, ca } = people('26.1', { dnsOptions: ['ndots:1'] });
  expect(told(askResolver(world, ca, 'nope'))).toBe('NOERROR');
  expect(told(askResolver(world, ca, 'nope.x'))).toBe('NXDOMAIN');
});

test('with its daemon killed, a container resolves nothing', () => {
  const { world, host, ca } = people();
  killDaemon(world, host.engine);
  expect(told(askResolver(world, ca, 'cb'))).toBe('refused');
});
