import { expect, test } from 'vitest';
import { prefixedNames } from '../../engines/names.ts';

test('names of a shared engine begin alike, and no other name is taken for ours', () => {
  const names = prefixedNames('1a2b');
  expect(names.real('web')).toBe('dnet-1a2b-web');
  expect(names.declared('dnet-1a2b-web')).toBe('web');
  expect(names.declared('web')).toBeUndefined();
  expect(names.declared('dnet-ffff-web')).toBeUndefined();
  expect([names.real('bridge'), names.declared('bridge')]).toEqual(['bridge', 'bridge']);
});
