import { expect, test } from 'vitest';
import { parseIp } from '../../../runtime/address/ip.ts';
import { reasonsOf } from '../../../runtime/explain/reasons.ts';
import type { RuleHit } from '../../../runtime/kernel/trace.ts';
import type { Outcome } from '../../../runtime/probe/outcome.ts';
import { buildWorld } from '../../../runtime/scenario/build-world.ts';
import { surroundings } from '../scenario/stories.ts';

const { world } = buildWorld(surroundings());
const root = world.kernel.machines.get('h1')!.root;
const hit = (chain: string): RuleHit => ({
  table: 'filter',
  chain,
  index: 0,
  rule: { matches: [], target: { kind: 'drop' } },
});
const dropped = (...chains: string[]): Outcome => ({
  kind: 'timeout',
  cause: { kind: 'rule', netns: root, hit: hit(chains.at(-1)!), path: chains.slice(0, -1).map(hit) },
});
const ip = parseIp('192.168.1.31')!;

test.each<[string, Outcome, readonly string[]]>([
  [
    'isolation between networks',
    dropped('FORWARD', 'DOCKER-ISOLATION-STAGE-1', 'DOCKER-ISOLATION-STAGE-2'),
    ['isolated', 'DOCKER-ISOLATION-STAGE-2', 'DOCKER-ISOLATION-STAGE-1', 'FORWARD', 'timeout'],
  ],
  [
    'an internal network',
    dropped('FORWARD', 'DOCKER-ISOLATION-STAGE-1'),
    ['internal', 'DOCKER-ISOLATION-STAGE-1', 'FORWARD', 'timeout'],
  ],
  ['a rule of one’s own', dropped('FORWARD', 'DOCKER-USER'), ['DOCKER-USER', 'FORWARD', 'timeout']],
  [
    'the policy of FORWARD',
    { kind: 'timeout', cause: { kind: 'policy', netns: root, table: 'filter', chain: 'FORWARD' } },
    ['port-unpublished', 'FORWARD', 'timeout'],
  ],
  [
    'nothing listens on a host',
    { kind: 'refused', cause: { kind: 'no-listener', netns: root, port: 81 } },
    ['port-unpublished', 'refused'],
  ],
  ['a fault', { kind: 'timeout', cause: { kind: 'fault', fault: 'block' } }, ['blocked', 'timeout']],
  ['no name', { kind: 'unresolved', name: 'db', rcode: 'NXDOMAIN' }, ['unresolved']],
  ['an answer', { kind: 'delivered', answer: { server: 'h1', text: '', from: ip } }, ['open']],
])('%s', (_, outcome, reasons) => expect(reasonsOf(world, outcome)).toEqual(reasons));

test('what no packet shows comes from the parties', () => {
  const noRoute: Outcome = { kind: 'unreachable', cause: { kind: 'no-route', netns: root, destination: ip } };
  expect(reasonsOf(world, noRoute, { proberInternal: true, apart: true })).toEqual([
    'internal',
    'isolated',
    'unreachable',
  ]);
});
