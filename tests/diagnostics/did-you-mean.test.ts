import { expect, test } from 'vitest';
import { didYouMean, editDistance } from '../../diagnostics/did-you-mean.ts';

test.each([
  ['', '', 0],
  ['abc', 'abc', 0],
  ['abc', '', 3],
  ['abc', 'abd', 1],
  ['abc', 'abcd', 1],
  ['abc', 'bc', 1],
  ['ab', 'ba', 1],
  ['kitten', 'sitting', 3],
])('%j to %j takes %i', (a, b, distance) => expect(editDistance(a, b)).toBe(distance));

test.each<[string, string[], string[]]>([
  ['netwroks', ['networks', 'network_mode', 'image'], ['networks']],
  ['bakc', ['back', 'front'], ['back']],
  ['Web', ['web'], ['web']],
  ['xyz', ['networks'], []],
  ['a', ['b', 'c', 'd', 'e', 'f', 'g'], ['b', 'c', 'd', 'e', 'f']],
  ['prots', ['posts', 'ports'], ['ports', 'posts']],
])('%j among %j means %j', (name, known, meant) => expect(didYouMean(name, known)).toEqual(meant));
