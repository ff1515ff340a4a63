import { expect, test } from 'vitest';
import { problemsOf } from '../../../runtime/scenario/problems.ts';
import { tallyOf } from '../../../runtime/scenario/tally.ts';
import {
  act,
  claim,
  claimOf,
  container,
  host,
  network,
  noReach,
  play,
  port,
  reach,
  step,
  surroundings,
} from './stories.ts';

const published = { publish: [{ text: '8080:80', origin: { file: '', start: 0, end: 0 } }] };
const clash = container('other', [], published);
const codes = (...args: Parameters<typeof play>): readonly string[] =>
  problemsOf(play(...args)).map(({ code }) => code);

test('a refused action is reported, and the story goes on', () => {
  const story = [container('web', [], published), clash, claim(reach('h1', 'web', port(80)))];
  const result = play(story);
  expect(problemsOf(result).map(({ message }) => message)).toEqual([
    expect.stringMatching(
      /^refused: Error response from daemon: driver failed programming.*port is already allocated$/,
    ),
  ]);
  expect(tallyOf(result)).toMatchObject({ claims: 1, held: 1, refused: 1 });
});

test.each([
  ['the very text', 'port is already allocated', [clash], []],
  ['other words', 'no such image', [clash], ['E2122']],
  ['nothing refused', 'port is already allocated', [], ['E2121']],
])('fails with: %s', (_, text, items, expected) => {
  expect(codes([container('web', [], published), step('clash', items, text)])).toEqual(expected);
});

test('an invariant is judged where it stands and after every later step', () => {
  const invariant = {
    kind: 'invariant',
    name: 'apart',
    claims: [claimOf(noReach('web', 'db', port(6379)))],
    origin: { file: '', start: 0, end: 0 },
  } as const;
  const join = act({
    kind: 'connect',
    host: 'h1',
    container: 'web',
    attachment: { network: 'back', aliases: [], links: [], driverOptions: {}, origin: invariant.origin },
  });
  const story = [
    network('front'),
    network('back'),
    container('web', ['front']),
    container('db', ['back'], { image: 'redis' }),
    invariant,
    step('nothing', []),
    step('join', [join]),
  ];
  const kinds = play(story).items.flatMap((item) => (item.kind === 'claim' ? [item.verdict.kind] : []));
  expect(kinds).toEqual(['held', 'held', 'failed']);
});

test.each([
  [
    'an engine that dnet does not know',
    host('h1', '192.168.1.31/24', { engine: '1.6' }),
    /does not simulate engine 1.6/,
  ],
  [
    'a daemon.json that dockerd refuses',
    host('h1', '192.168.1.31/24', { daemon: { bip: 'nonsense' } }),
    /bip|CIDR|invalid/i,
  ],
  [
    'a sysctl that is none',
    host('h1', '192.168.1.31/24', { sysctls: { 'net.no': '1' } }),
    /no sysctl net.no/,
  ],
])('surroundings: %s', (_, h1, message) => {
  const result = play([], surroundings({ hosts: [h1] }));
  expect(result.diagnostics.map((d) => d.message)).toEqual([expect.stringMatching(message)]);
});

test('the same seed gives the same bytes, another seed other ids', () => {
  const story = [network('app'), container('web', ['app']), claim(reach('web', 'web', port(80)))];
  const bytes = (seed: number) => JSON.stringify(play(story, undefined, { seed, traces: 'all' }));
  expect(bytes(7)).toBe(bytes(7));
  expect(bytes(7)).not.toBe(bytes(8));
});

test('faults: a blocked port is lost on the wire, until it is lifted', () => {
  const between = ['h1', 'outside'] as const;
  const block = act({ kind: 'block', protocol: 'tcp', port: 8080, between });
  const unblock = act({ kind: 'unblock', protocol: 'tcp', port: 8080, between });
  const blocked = claim(noReach('outside', 'h1', port(8080)), { because: { kind: 'blocked' } });
  const open = claim(reach('outside', 'h1', port(8080)));
  expect(
    codes([
      container('web', [], published),
      open,
      step('block', [block]),
      blocked,
      step('lift', [unblock]),
      open,
    ]),
  ).toEqual([]);
});
