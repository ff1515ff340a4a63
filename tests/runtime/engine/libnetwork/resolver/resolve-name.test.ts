import { expect, test } from 'vitest';
import { formatIp, parseIp } from '../../../../../runtime/address/ip.ts';
import { renameEndpoint } from '../../../../../runtime/engine/libnetwork/controller.ts';
import {
  resolveAddress,
  resolveName,
} from '../../../../../runtime/engine/libnetwork/resolver/resolve-name.ts';
import type { Sandbox } from '../../../../../runtime/engine/libnetwork/sandbox.ts';
import type { VersionName } from '../../../../../runtime/engine/versions/version.ts';
import type { HostWorld } from '../host-world.ts';
import { hostWorld, join, network, sandbox } from '../host-world.ts';

function ask({ engine }: HostWorld, from: Sandbox, name: string, family: 4 | 6 = 4): string {
  const found = resolveName(engine, from, name, family);
  return found.kind === 'addresses' ? found.addresses.map(formatIp).join(' ') : found.kind;
}

/** ca on n1 and a.b, cb on n1 with aliases, cx on n2. */
function people(version: VersionName = '26.1') {
  const host = hostWorld(version);
  for (const name of ['n1', 'n2', 'a.b']) network(host, { name });
  const ca = sandbox(host, 'ca');
  const cb = sandbox(host, 'cb');
  const cx = sandbox(host, 'cx');
  join(host, ca, 'n1', { names: ['ca', 'grp'], links: new Map([['database', 'cb']]) });
  join(host, ca, 'a.b', { names: ['ca'] });
  const endpoint = join(host, cb, 'n1', { names: ['cb', 'grp', 'Upper_Name'] });
  join(host, cx, 'n2', { names: ['cx'] });
  return { host, ca, cx, endpoint };
}

test.each([
  ['cb', '172.18.0.3'],
  ['CB', '172.18.0.3'],
  ['upper_name', '172.18.0.3'],
  ['grp', '172.18.0.2 172.18.0.3'],
  ['cb.n1', '172.18.0.3'],
  ['cb.n2', 'unknown'],
  ['ca.a.b', '172.20.0.2'],
  ['database', '172.18.0.3'],
  ['cx', 'unknown'],
  ['nope', 'unknown'],
  ['localhost', 'unknown'],
])('ca asks for %s', (name, expected) => {
  const { host, ca } = people();
  expect(ask(host, ca, name)).toBe(expected);
});

test('a name that is another’s own alias means nothing to those without it', () => {
  const { host, cx } = people();
  expect(ask(host, cx, 'database')).toBe('unknown');
});

test('a renamed container is found by its new name alone', () => {
  const { host, ca, endpoint } = people();
  renameEndpoint(host.world, host.engine, endpoint.id, 'bee', ['bee']);
  expect([ask(host, ca, 'cb'), ask(host, ca, 'bee')]).toEqual(['unknown', '172.18.0.3']);
});

test.each([
  ['20.10', 'known', 'unknown'],
  ['26.1', 'known', 'known'],
] as const)(
  'engine %s: IPv6 of a name that has none: on an IPv4 network %s, on an IPv6 one %s',
  (version, four, six) => {
    const { host, ca } = people(version);
    expect(ask(host, ca, 'cb', 6)).toBe(four);
    network(host, { name: 'v6', enableIpv6: true, ipam: [{ subnet: 'fd00:d::/64' }] });
    const box = sandbox(host, 'box');
    const endpoint = join(host, box, 'v6');
    host.engine.controller.endpoints.set(endpoint.id, { ...endpoint, names: ['box'] });
    const { ipv6: _, ...alone } = host.engine.controller.endpoints.get(endpoint.id)!;
    host.engine.controller.endpoints.set(endpoint.id, alone);
    expect(ask(host, box, 'box', 6)).toBe(six);
  },
);

test.each([
  ['172.18.0.3', 'cb.n1.'],
  ['172.19.0.2', undefined],
  ['172.18.0.1', undefined],
])('who is %s', (ip, expected) => {
  const { host, ca } = people();
  expect(resolveAddress(host.engine, ca, parseIp(ip)!)).toBe(expected);
});
