import { expect, test } from 'vitest';
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
        { words: ['a', 'shares', 'no', 'network', 'with', 'b'] },
        { words: ['b', 'publishes', 'nothing'] },
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
