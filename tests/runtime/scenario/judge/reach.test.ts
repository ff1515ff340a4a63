import { expect, test } from 'vitest';
import { act, claim, container, network, noReach, play, port, reach, step, verdicts } from '../stories.ts';

const shop = [
  network('front'),
  network('back'),
  container('proxy', ['front']),
  container('api', ['front', 'back']),
  container('db', ['back'], { image: 'redis' }),
];

test('neighbours on a network reach each other, on the port that the image listens on', () => {
  expect(verdicts([...shop, claim(reach('api', 'db')), claim(reach('api', 'db', port(6379)))])).toEqual([
    'held',
    'held',
  ]);
});

test('a claim that something is reached fails with what became of it', () => {
  expect(verdicts([...shop, claim(reach('proxy', 'db'))])).toEqual([
    expect.stringMatching(/^failed E2103: `proxy` does not reach `db`: isolated$/),
  ]);
});

test('a claim that nothing is reached fails where it is', () => {
  expect(verdicts([...shop, claim(noReach('api', 'db'))])).toEqual([
    'failed E2104: `api` reaches `db`, but the scenario says it cannot',
  ]);
});

test.each([
  ['isolated', { kind: 'isolated' }, 'held'],
  ['timeout', { kind: 'outcome', outcome: 'timeout' }, 'held'],
  ['the chain', { kind: 'chain', chain: 'DOCKER-ISOLATION-STAGE-2' }, 'held'],
  ['refused', { kind: 'outcome', outcome: 'refused' }, /^failed E2105: .*not because of `refused`: isolated/],
  ['blocked', { kind: 'blocked' }, /^failed E2105/],
] as const)('networks are kept apart because %s', (_, because, verdict) => {
  expect(verdicts([...shop, claim(noReach('proxy', 'db'), { because })])).toEqual([
    typeof verdict === 'string' ? verdict : expect.stringMatching(verdict),
  ]);
});

test('by name: the embedded resolver knows the networks of the asker only', () => {
  expect(
    verdicts([
      ...shop,
      claim(reach('api', 'db', undefined, { byName: true })),
      claim(noReach('proxy', 'db', port(6379), { byName: true }), {
        because: { kind: 'outcome', outcome: 'unresolved' },
      }),
    ]),
  ).toEqual(['held', 'held']);
});

test.each([
  ['nothing ever listened there', noReach('api', 'db', port(9999)), /nothing ever listened on 9999\/tcp/],
  ['the target never had an address', noReach('api', '172.31.9.9', port(80)), /nothing ever listened/],
  ['the asker has no network', noReach('loner', 'db'), /`loner` has no network of its own/],
  ['the asker does not run', noReach('ghost', 'db'), /`ghost` does not run/],
  ['the target listens on nothing', noReach('api', 'deaf'), /`deaf` listens on no port/],
] as const)('hollow: %s', (_, body, message) => {
  const more = [container('loner', [], { networkMode: 'none' }), container('deaf', ['back'], { listen: [] })];
  expect(verdicts([...shop, ...more, claim(body)])).toEqual([expect.stringMatching(message)]);
});

test('what listened before a step is no hollow target after it', () => {
  const kill = act({ kind: 'stop-listening', machine: 'h1', container: 'db', port: 6379, protocol: 'tcp' });
  expect(verdicts([...shop, step('deaf', [kill]), claim(noReach('api', 'db', port(6379)))])).toEqual([
    'held',
  ]);
});

test('on any port: asked wherever something could answer', () => {
  const any = { kind: 'any' } as const;
  expect(
    verdicts([
      ...shop,
      claim(noReach('proxy', 'db', any), { because: { kind: 'isolated' } }),
      claim(noReach('api', 'db', any)),
    ]),
  ).toEqual(['held', expect.stringMatching(/E2104/)]);
});

test('from outside: a published port answers, the container itself does not', () => {
  const publish = [{ text: '8080:80', origin: { file: '', start: 0, end: 0 } }];
  expect(
    verdicts([
      container('web', [], { publish }),
      claim(reach('outside', 'h1', port(8080))),
      claim(reach('internet', 'h1', port(8080))),
      claim(noReach('outside', 'web', port(80))),
      claim(reach('web', 'internet', port(443))),
      claim(noReach('outside', 'h1', port(8081)), { because: { kind: 'port-unpublished' } }),
    ]),
  ).toEqual(['held', 'held', 'held', 'held', 'held']);
});

test.each([
  ['internet', 'it is published: `internet reaches h1:8080`'],
  ['outside', 'it is published: `outside reaches h1:8080`'],
  ['other', undefined],
])('%s, who asks a container itself, is told where it is published, if that would help', (asker, help) => {
  const publish = [{ text: '8080:80', origin: { file: 'shop.dnet', start: 10, end: 25 } }];
  const world = [network('front'), network('back'), container('web', ['front'], { publish })];
  const { items } = play([...world, container('other', ['back']), claim(reach(asker, 'web'))]);
  const last = items.at(-1);
  const verdict = last?.kind === 'claim' ? last.verdict : undefined;
  expect(verdict).toMatchObject({ kind: 'failed', diagnostic: { code: 'E2103' } });
  expect(verdict && 'diagnostic' in verdict ? verdict.diagnostic.help : 'no verdict').toBe(help);
});
