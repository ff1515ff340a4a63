import { expect, test } from 'vitest';
import {
  DEFAULT_VERSION,
  resolveVersion,
  VERSION_NAMES,
  versionNamed,
} from '../../../../runtime/engine/versions/versions.ts';

test.each([
  ['26.1', '26.1'],
  ['26.1.5', '26.1'],
  ['v20.10.24', '20.10'],
  ['20.10.24+dfsg1', '20.10'],
  ['27.0', undefined],
  ['20.1', undefined],
  ['newest', undefined],
])('%s', (text, name) => expect(resolveVersion(text)?.name).toBe(name));

test('every row is filed under its own name', () => {
  for (const name of VERSION_NAMES) expect(versionNamed(name).name).toBe(name);
  expect(VERSION_NAMES).toContain(DEFAULT_VERSION);
});
