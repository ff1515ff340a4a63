import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CONDITION_SENTENCES } from '../../compiler/ir/conditions.ts';
import { expectMarked, irOf } from './harness.ts';

test('a property keeps its variables, its world and its conditions', () => {
  const { properties } = irOf(`
    """ Isolation. """
    property "bridges keep to themselves" {
      for any world { hosts 1; networks 0..6; containers 2..20 }
      for all a, b in containers
      where a shares no network with b and b publishes nothing
      expect a cannot reach b on any port
    }`);
  expect(properties).toMatchObject([
    {
      name: 'bridges keep to themselves',
      prose: 'Isolation.',
      world: { hosts: { min: 1, max: 1 }, networks: { min: 0, max: 6 }, containers: { min: 2, max: 20 } },
      variables: [
        { name: 'a', in: 'containers' },
        { name: 'b', in: 'containers' },
      ],
      where: [
        { sentence: 'CONTAINER shares no network with CONTAINER', arguments: ['a', 'b'] },
        { sentence: 'CONTAINER publishes nothing', arguments: ['b'] },
      ],
      expect: [{ from: { kind: 'variable', name: 'a' }, to: { kind: 'variable', name: 'b' }, holds: false }],
    },
  ]);
});

test('what a property cannot say', () => {
  expectMarked(`
property "wrong" {
  for any world { hoosts 1..3; networks few; containers 3..2 }
                  ^^^^^^ E1001
                               ^^^^^^^^^^^^ E1003
                                             ^^^^^^^^^^^^^^^ E1003
  for all a, b in contaners
                  ^^^^^^^^^ E1002
  expect a cannot reach c on any port because isolatd
                        ^ E1005
                                              ^^^^^^^ E2001
  expect internet cannot reach a on any port
}`);
});

test('what happens and what is compared', () => {
  const { properties } = irOf(`
    property "change" {
      for all a, b in containers
      for all n in networks
      when connect a to n
      when restart b
      expect no reach is lost
      expect a and b reach the same
      expect a hears every answer of b
    }
    property "order" {
      for all a in containers
      when reorder declarations
      expect reach stays the same
    }`);
  expect(properties).toMatchObject([
    {
      reorder: false,
      when: [
        { kind: 'connect', container: 'a', attachment: { network: 'n' } },
        { kind: 'container-command', command: 'restart', container: 'b' },
      ],
      compare: [
        { kind: 'no-reach-lost', text: 'no reach is lost' },
        { kind: 'same-reach', left: 'a', right: 'b' },
        { kind: 'hears', from: 'a', to: 'b' },
      ],
    },
    { reorder: true, when: [], compare: [{ kind: 'reach-stays' }] },
  ]);
});

test('a condition that nobody knows, an action that no property takes, a property that says nothing', () => {
  expectMarked(`
property "wrong" {
  for all a, b in containers
  where a shares no networks with b and b publishes nothing
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^ E1401
  when stop c
            ^ E1005
  when localhost$ docker ps
       ^^^^^^^^^^^^^^^^^^^^ E1402
  expect a cannot reach b
}
property "empty" { for all a in containers; expect reach stays the same }
                                                   ^^^^^^^^^^^^^^^^^^^^ E1403`);
});

test('the reference lists every condition', () => {
  const reference = readFileSync(new URL('../../docs/language.md', import.meta.url), 'utf8');
  expect(CONDITION_SENTENCES.filter((sentence) => !reference.includes(`- \`${sentence}\``))).toEqual([]);
});
