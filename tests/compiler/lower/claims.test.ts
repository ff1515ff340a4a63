import { expect, test } from 'vitest';
import type { Claim } from '../../../compiler/ir/claim.ts';
import { scenarioOf } from '../harness.ts';

const WORLD = `
  host one { address 192.168.1.31/24 }
  client phone { address 192.168.1.50/24 }
  network app { subnet 172.30.0.0/16 }
  container web { image nginx; network app }
  container db { image redis; network app }
  service demo { image nginx }`;

const web = { kind: 'container', name: 'web' };
const db = { kind: 'container', name: 'db' };
const tcp = (port: number) => ({ kind: 'port', port, protocol: 'tcp' });
const reach = { kind: 'reach', from: web, to: db, port: { kind: 'listened' }, byName: false, holds: true };

test.each<[string, object]>([
  ['web reaches db', reach],
  ['web cannot reach db because isolated', { ...reach, holds: false, because: { kind: 'isolated' } }],
  ['web cannot reach db because DOCKER-USER', { because: { kind: 'chain', chain: 'DOCKER-USER' } }],
  ['web cannot reach db because refused', { because: { kind: 'outcome', outcome: 'refused' } }],
  ['web reaches db:6379 by name', { ...reach, port: tcp(6379), byName: true, named: 'db' }],
  ['web reaches store:80 by name', { to: { kind: 'dns-name', name: 'store' }, named: 'store' }],
  ['web reaches db on any port', { port: { kind: 'any' } }],
  ['web reaches db:icmp', { port: { kind: 'icmp' } }],
  ['web reaches one/db', { to: { ...db, host: 'one' } }],
  ['web reaches [FD00::0:1]:80', { to: { kind: 'address', address: 'fd00::1' }, port: tcp(80) }],
  ['phone reaches demo:80 served by demo', { from: { kind: 'client', name: 'phone' }, servedBy: 'demo' }],
  ['web reaches db eventually', { when: { kind: 'eventually' } }],
  ['web reaches db within 10s', { when: { kind: 'within', ms: 10_000 } }],
  ['web cannot resolve db', { kind: 'resolve', name: 'db', answer: { kind: 'nothing' } }],
  ['web resolves db', { answer: { kind: 'something' } }],
  ['web resolves db to db', { answer: { kind: 'entity', who: db } }],
  [
    'web resolves db to 172.30.0.2, 172.30.0.3',
    { answer: { kind: 'addresses', addresses: ['172.30.0.2', '172.30.0.3'] } },
  ],
  ['web resolves demo to its virtual ip', { answer: { kind: 'virtual-ip', service: 'demo' } }],
  ['web resolves x to the tasks of demo', { answer: { kind: 'tasks', service: 'demo' } }],
  [
    'web has address 172.30.0.2 on app',
    { kind: 'has', holds: true, what: { kind: 'address', address: '172.30.0.2', network: 'app' } },
  ],
  ['web has no address on eth1', { holds: false, what: { kind: 'address', interface: 'eth1' } }],
  ['web has interface eth0 on app', { what: { kind: 'interface', name: 'eth0', network: 'app' } }],
  [
    'web has default route via 172.30.0.1 dev eth0',
    { what: { kind: 'route', to: 'default', via: '172.30.0.1', dev: 'eth0' } },
  ],
  ['web has only loopback', { what: { kind: 'only-loopback' } }],
  ['web has mtu 1500 on eth0', { what: { kind: 'mtu', mtu: 1500, interface: 'eth0' } }],
  ['web has listener on 53/udp', { what: { kind: 'listener', port: 53, protocol: 'udp' } }],
  [
    'one has rule "-A FORWARD -j DOCKER-USER" in filter',
    { what: { kind: 'rule', table: 'filter', text: '-A FORWARD -j DOCKER-USER' } },
  ],
  [
    'db sees web as 172.30.0.1 via one:8080',
    {
      kind: 'sees',
      server: db,
      client: web,
      as: '172.30.0.1',
      to: { kind: 'host', name: 'one' },
      port: tcp(8080),
    },
  ],
  ['db sees web as 172.30.0.2', { to: db, port: { kind: 'listened' } }],
  [
    'db:6379 is reachable only from web, phone',
    { kind: 'reachable-only-from', to: db, port: tcp(6379), only: [web, { kind: 'client', name: 'phone' }] },
  ],
  ['previous address of web does not answer', { kind: 'previous-address-silent', of: 'web' }],
  ['10 requests from phone to demo:80 spread evenly', { kind: 'spread', requests: 10, over: 'demo' }],
  [
    '10 requests from phone to one:80 fail 5 times because timeout',
    { fail: 5, because: { kind: 'outcome', outcome: 'timeout' } },
  ],
  ['web is not running', { kind: 'state', who: web, state: 'running', holds: false }],
  ['demo runs 2 tasks on one', { kind: 'runs', service: 'demo', tasks: 2, on: ['one'], holds: true }],
])('expect %s', (text, expected) => {
  const { story } = scenarioOf(`${WORLD}\n  expect ${text}`);
  const claims = story.flatMap((item): Claim[] => (item.kind === 'claim' ? [item.claim] : []));
  expect(claims).toHaveLength(1);
  expect(claims[0]).toMatchObject(expected);
  expect(claims[0]!.text).toBe(text);
});

test('an invariant has claims; a matrix has the places of its cells', () => {
  const { story } = scenarioOf(`${WORLD}
    invariant "db is inner" { internet cannot reach db; phone cannot reach db on any port }
    expect matrix 80/tcp {
            web   db
      web   -     refused
      phone open  timeout
    }`);
  const [invariant, matrix] = story.slice(-2);
  expect(invariant).toMatchObject({
    kind: 'invariant',
    name: 'db is inner',
    claims: [{ from: { kind: 'internet' } }, { port: { kind: 'any' } }],
  });
  expect(matrix).toMatchObject({
    kind: 'claim',
    claim: {
      kind: 'matrix',
      columns: [web, db],
      rows: [
        { from: web, cells: [{ expected: '-' }, { expected: 'refused' }] },
        { from: { kind: 'client', name: 'phone' }, cells: [{ expected: 'open' }, { expected: 'timeout' }] },
      ],
    },
  });
});
