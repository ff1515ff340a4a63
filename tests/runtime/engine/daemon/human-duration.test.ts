import { expect, test } from 'vitest';
import { humanDuration } from '../../../../runtime/engine/daemon/human-duration.ts';

const S = 1000;
const M = 60 * S;
const H = 60 * M;

test.each([
  [999, 'Less than a second'],
  [1 * S, '1 second'],
  [59 * S, '59 seconds'],
  [60 * S, 'About a minute'],
  [119 * S, 'About a minute'],
  [2 * M, '2 minutes'],
  [59 * M, '59 minutes'],
  [60 * M, 'About an hour'],
  [89 * M, 'About an hour'],
  [90 * M, '2 hours'],
  [47 * H, '47 hours'],
  [48 * H, '2 days'],
  [14 * 24 * H, '2 weeks'],
  [61 * 24 * H, '2 months'],
  [3 * 365 * 24 * H, '3 years'],
])('%i ms is %s', (ms, text) => expect(humanDuration(ms)).toBe(text));
