import { expect, test } from 'vitest';
import type { Answer } from '../../../../runtime/kernel/answer.ts';
import {
  appendRule,
  chainOf,
  deleteChain,
  deleteRule,
  flushChain,
  insertRule,
  newChain,
  ruleExists,
  sameRule,
  setPolicy,
} from '../../../../runtime/kernel/netfilter/edit.ts';
import type { Rule } from '../../../../runtime/kernel/netfilter/rule.ts';
import { at, machine, newLab } from '../lab.ts';

const drop = (port: number): Rule => ({
  matches: [
    { kind: 'protocol', protocol: 'tcp' },
    { kind: 'destination-port', protocol: 'tcp', ports: { first: port, last: port } },
  ],
  target: { kind: 'drop' },
});
const jump = (chain: string): Rule => ({ matches: [], target: { kind: 'jump', chain } });

function rules(family: 4 | 6 = 4) {
  const lab = newLab();
  machine(lab, 'h1', {});
  const { kernel } = lab;
  const set = family === 4 ? at(lab, 'h1').ipv4 : at(lab, 'h1').ipv6;
  newChain(kernel, set, 'filter', 'MINE');
  appendRule(kernel, set, 'filter', 'INPUT', drop(1));
  appendRule(kernel, set, 'filter', 'INPUT', jump('MINE'));
  return { kernel, set };
}

const NO_CHAIN = 'iptables: No chain/target/match by that name.';
const BAD_RULE = 'iptables: Bad rule (does a matching rule exist in that chain?).';

test.each<[string, (context: ReturnType<typeof rules>) => Answer, string]>([
  [
    '-N twice',
    ({ kernel, set }) => newChain(kernel, set, 'filter', 'MINE'),
    'iptables: Chain already exists.',
  ],
  ['-A to none', ({ kernel, set }) => appendRule(kernel, set, 'filter', 'NONE', drop(1)), NO_CHAIN],
  [
    '-j to none',
    ({ kernel, set }) => appendRule(kernel, set, 'filter', 'INPUT', jump('NONE')),
    "iptables v1.8.9 (nf_tables): Chain 'NONE' does not exist",
  ],
  [
    '-I too far',
    ({ kernel, set }) => insertRule(kernel, set, 'filter', 'INPUT', drop(2), 4),
    'iptables: Index of insertion too big.',
  ],
  [
    '-D number',
    ({ kernel, set }) => deleteRule(kernel, set, 'filter', 'INPUT', 3),
    'iptables: Index of deletion too big.',
  ],
  ['-D rule', ({ kernel, set }) => deleteRule(kernel, set, 'filter', 'INPUT', drop(9)), BAD_RULE],
  ['-D from none', ({ kernel, set }) => deleteRule(kernel, set, 'filter', 'NONE', drop(9)), NO_CHAIN],
  ['-C', ({ kernel, set }) => ruleExists(kernel, set, 'filter', 'INPUT', drop(9)), BAD_RULE],
  ['-F', ({ kernel, set }) => flushChain(kernel, set, 'filter', 'NONE'), NO_CHAIN],
  [
    '-X in use',
    ({ kernel, set }) => deleteChain(kernel, set, 'filter', 'MINE'),
    'iptables v1.8.9 (nf_tables):  CHAIN_DEL failed (Device or resource busy): chain MINE',
  ],
  [
    '-P of a user chain',
    ({ kernel, set }) => setPolicy(kernel, set, 'filter', 'MINE', 'DROP'),
    'iptables: Bad built-in chain name.',
  ],
])('refused: %s', (_, act, error) => {
  expect(act(rules())).toEqual({ ok: false, error });
});

test('the other family is told by its own tool', () => {
  const { kernel, set } = rules(6);
  expect(deleteRule(kernel, set, 'filter', 'INPUT', 9)).toMatchObject({
    error: 'ip6tables: Index of deletion too big.',
  });
});

test('rules stand where they were put, and go by number or likeness', () => {
  const { kernel, set } = rules();
  const ports = () =>
    chainOf(set, 'filter', 'INPUT')!.rules.flatMap(({ matches }) =>
      matches.flatMap((match) => (match.kind === 'destination-port' ? match.ports.first : [])),
    );
  insertRule(kernel, set, 'filter', 'INPUT', drop(2));
  insertRule(kernel, set, 'filter', 'INPUT', drop(3), 4);
  expect(ports()).toEqual([2, 1, 3]);
  const before = set.revision;
  expect(
    deleteRule(kernel, set, 'filter', 'INPUT', { ...drop(1), origin: { by: 'user', why: 'test' } }).ok,
  ).toBe(true);
  expect(set.revision).toBeGreaterThan(before);
  deleteRule(kernel, set, 'filter', 'INPUT', 1);
  expect(ports()).toEqual([3]);
  flushChain(kernel, set, 'filter');
  expect(ports()).toEqual([]);
  expect(deleteChain(kernel, set, 'filter', 'MINE')).toEqual({ ok: true });
});

test('where a rule comes from does not make it another one; its comment does', () => {
  expect(sameRule(drop(1), { ...drop(1), origin: { by: 'engine', why: 'x' } })).toBe(true);
  expect(sameRule(drop(1), { ...drop(1), comment: 'x' })).toBe(false);
  expect(sameRule(drop(1), drop(2))).toBe(false);
});
