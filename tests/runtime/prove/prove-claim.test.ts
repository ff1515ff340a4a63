import { expect, test } from 'vitest';
import { holdAgainst, noAgreement } from '../../agreement/hold-against.ts';
import { claim, container, network, noReach, verdicts } from '../scenario/stories.ts';

const any = { kind: 'any' } as const;
const shop = [
  network('front'),
  network('back'),
  container('proxy', ['front']),
  container('api', ['front', 'back']),
  container('db', ['back'], { image: 'redis' }),
];

test('networks are kept apart on any port, and a shared one is seen', () => {
  expect(verdicts([...shop, claim(noReach('proxy', 'db', any)), claim(noReach('api', 'db', any))])).toEqual([
    'held',
    'failed E2104: `api` reaches `db`, but the scenario says it cannot',
  ]);
});

test('a published port is a way, whatever address it is asked at', () => {
  const published = container('shown', ['back'], {
    publish: [{ text: '8080:80', origin: { file: 'story.dnet', start: 0, end: 1 } }],
  });
  expect(verdicts([...shop, published, claim(noReach('proxy', 'shown', any))])).toEqual([
    'failed E2104: `proxy` reaches `shown`, but the scenario says it cannot',
  ]);
});

test('walk and proof agree about some packets of generated worlds', () => {
  const sum = noAgreement();
  for (const seed of [1, 2, 4]) holdAgainst(seed, 400, sum);
  expect(sum.pairs).toBe(1200);
  expect(sum.outcomes.size).toBeGreaterThan(3);
  expect(sum.disagreements).toEqual([]);
});
