import { expect, test } from 'vitest';
import { act, claim, container, LISTENED, network, port, reach, step, verdicts, who } from '../stories.ts';

const app = [network('app', { subnets: [{ subnet: '172.30.0.0/16', auxAddresses: {} }] })];
const pair = [...app, container('web', ['app']), container('db', ['app'], { image: 'redis' })];
const told = (...expected: readonly (string | RegExp)[]) =>
  expected.map((text) => (typeof text === 'string' ? text : expect.stringMatching(text)));

test('resolves', () => {
  const resolve = (name: string, answer: object) =>
    claim({ kind: 'resolve', from: who('web'), name, answer } as never);
  expect(
    verdicts([
      ...pair,
      resolve('db', { kind: 'addresses', addresses: ['172.30.0.3'] }),
      resolve('db', { kind: 'entity', who: who('db') }),
      resolve('nobody', { kind: 'nothing' }),
      resolve('db', { kind: 'nothing' }),
      resolve('db', { kind: 'addresses', addresses: ['172.30.0.9'] }),
    ]),
  ).toEqual(told('held', 'held', 'held', /E2106: .*`db` resolves to 172.30.0.3/, /E2106/));
});

test.each([
  [{ kind: 'address', address: '172.30.0.2', network: 'app' }, true],
  [{ kind: 'address', address: '172.30.0.9' }, false],
  [{ kind: 'interface', name: 'eth0' }, true],
  [{ kind: 'interface', name: 'eth1' }, false],
  [{ kind: 'route', to: 'default', via: '172.30.0.1', dev: 'eth0' }, true],
  [{ kind: 'route', to: 'default', via: '172.30.0.9' }, false],
  [{ kind: 'mtu', mtu: 1500, interface: 'eth0' }, true],
  [{ kind: 'listener', port: 80, protocol: 'tcp' }, true],
  [{ kind: 'only-loopback' }, false],
] as const)('web has %o: %s', (what, holds) => {
  const has = (wanted: boolean) => claim({ kind: 'has', who: who('web'), holds: wanted, what });
  expect(verdicts([...pair, has(holds), has(!holds)])).toEqual(told('held', /E2107/));
});

test('has rule: as iptables-save prints it', () => {
  const rule = (text: string) =>
    claim({ kind: 'has', who: who('h1'), holds: true, what: { kind: 'rule', table: 'nat', text } });
  expect(verdicts([...pair, rule('-s 172.30.0.0/16 ! -o br-'), rule('-s 172.99.0.0/16')])).toEqual(
    told('held', /E2107/),
  );
});

test('sees: the source address that the server saw', () => {
  const sees = (as: string) =>
    claim({ kind: 'sees', server: who('db'), client: who('web'), as, to: who('db'), port: port(6379) });
  expect(verdicts([...pair, sees('172.30.0.2'), sees('web'), sees('172.30.0.1')])).toEqual(
    told('held', 'held', /E2108: `db` sees `web` as 172.30.0.2/),
  );
});

test('is reachable only from', () => {
  const only = (...names: string[]) =>
    claim({ kind: 'reachable-only-from', to: who('db'), port: LISTENED, only: names.map(who) });
  expect(
    verdicts([...pair, only('web'), container('spy', ['app']), only('web'), only('web', 'spy')]),
  ).toEqual(told('held', /E2109: `db` is reachable from `spy` too/, 'held'));
});

test('matrix: cells in the words of reasons, and what they should say', () => {
  const matrix = (...cells: string[]) =>
    claim({
      kind: 'matrix',
      port: port(6379),
      columns: [who('web'), who('db')],
      rows: [
        {
          from: who('web'),
          origin: { file: '', start: 0, end: 0 },
          cells: cells.map((expected, i) => ({ expected, origin: { file: '', start: i, end: i + 1 } })),
        },
      ],
      table: { file: '', start: 0, end: 0 },
    });
  expect(verdicts([...pair, matrix('refused', 'open'), matrix('-', 'isolated')])).toEqual(
    told('held', /E2110: one cell of the matrix differs/),
  );
});

test('previous address', () => {
  const silent = claim({ kind: 'previous-address-silent', of: 'web' });
  const command = (command: 'stop' | 'start', name: string) =>
    act({ kind: 'container-command', command, host: 'h1', container: name });
  const late = container('late', ['app']);
  expect(
    verdicts([
      ...pair,
      silent,
      step('moves', [command('stop', 'web'), late, command('start', 'web')]),
      silent,
    ]),
  ).toEqual(told(/hollow E2101/, /E2111/));
});

test('requests: how many fail, and who answers', () => {
  const requests = (fail: number) =>
    claim({
      kind: 'spread',
      requests: 4,
      from: who('web'),
      to: who('db'),
      port: port(6379),
      byName: false,
      fail,
    });
  expect(verdicts([...pair, requests(0), requests(2)])).toEqual(told('held', /E2112: .*4 by .*db, 0 failed/));
});

test('state', () => {
  const is = (state: string, holds = true) => claim({ kind: 'state', who: who('web'), state, holds });
  const stop = act({ kind: 'container-command', command: 'stop', host: 'h1', container: 'web' });
  expect(
    verdicts([
      ...pair,
      is('running'),
      step('stop', [stop]),
      is('exited'),
      is('running', false),
      is('running'),
    ]),
  ).toEqual(told('held', 'held', 'held', /E2115: `web` is exited/));
});

test('prints', () => {
  const prints = (expected: string, test: 'contains' | 'lacks' | 'matches') =>
    claim({ kind: 'prints', place: { host: 'h1' }, command: 'docker network ls', test, expected });
  expect(
    verdicts([...pair, prints('app', 'contains'), prints('app', 'lacks'), prints('app +bridge', 'matches')]),
  ).toEqual(told('held', /E2114/, 'held'));
});

test('eventually and within let virtual time run', () => {
  const crash = container('flaky', [], { image: 'alpine', command: ['sleep', '3'] });
  const exited = (ms?: number) =>
    claim(
      { kind: 'state', who: who('flaky'), state: 'exited', holds: true },
      { when: ms === undefined ? { kind: 'eventually' } : { kind: 'within', ms } },
    );
  expect(verdicts([crash, exited(1000), exited()])).toEqual(told(/E2115/, 'held'));
});

test('a service of a swarm cannot be judged yet, and is no green', () => {
  expect(
    verdicts([...pair, claim({ ...reach('web', 'db'), to: { kind: 'service', name: 'demo' } } as never)]),
  ).toEqual(told(/unjudgeable E2102/));
});
