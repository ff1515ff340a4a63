import { expect, test } from 'vitest';
import { parseDuration } from '../../compiler/attributes/duration.ts';
import { besideFile } from '../../compiler/read-file.ts';

test.each([
  ['shop.dnet', './compose.yaml', 'compose.yaml'],
  ['scenarios/shop/shop.dnet', './compose.yaml', 'scenarios/shop/compose.yaml'],
  ['scenarios/shop/shop.dnet', '../common/a.yaml', 'scenarios/common/a.yaml'],
  ['/abs/shop.dnet', 'compose.yaml', '/abs/compose.yaml'],
  ['shop.dnet', '../up.yaml', '../up.yaml'],
  ['shop.dnet', '/etc/compose.yaml', '/etc/compose.yaml'],
])('beside %s, %s is %s', (file, path, expected) => expect(besideFile(file, path)).toBe(expected));

test.each([
  ['500ms', 500],
  ['1m30s', 90_000],
  ['1.5h', 5_400_000],
  ['1d', 86_400_000],
  ['10', undefined],
  ['s', undefined],
])('the duration %s', (text, ms) => expect(parseDuration(text)).toBe(ms));
