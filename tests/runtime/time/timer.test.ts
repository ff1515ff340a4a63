import { expect, test } from 'vitest';
import { advanceTo } from '../../../runtime/time/advance.ts';
import { cancel, schedule, type TimerEvent } from '../../../runtime/time/timer.ts';
import type { World } from '../../../runtime/world.ts';

const restart = (container: string): TimerEvent => ({ kind: 'restart-container', host: 'h1', container });
const world = (): World => ({ now: 0, timers: [], engines: new Map() }) as unknown as World;

test('due timers go, others wait, time stands where it was told to', () => {
  const w = world();
  schedule(w, 500, restart('late'));
  schedule(w, 100, restart('soon'));
  advanceTo(w, 300);
  expect(w.timers.map(({ event }) => event)).toEqual([restart('late')]);
  expect(w.now).toBe(300);
  advanceTo(w, 200);
  expect(w.now).toBe(300);
});

test('a timer can be taken back', () => {
  const w = world();
  schedule(w, 1, restart('a'));
  schedule(w, 1, restart('b'));
  cancel(w, (event) => event.kind === 'restart-container' && event.container === 'a');
  expect(w.timers.map(({ sequence, event }) => [sequence, event])).toEqual([[2, restart('b')]]);
});
