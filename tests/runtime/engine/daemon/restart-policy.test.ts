import { expect, test } from 'vitest';
import type { Container } from '../../../../runtime/engine/daemon/container.ts';
import { nextRestart, startsWithDaemon } from '../../../../runtime/engine/daemon/restart-policy.ts';

const container = (policy: string, state: object = {}, most = 0): Container =>
  ({
    hostConfig: { RestartPolicy: { Name: policy, MaximumRetryCount: most } },
    state: { startedAt: 0, exitCode: 1, restartCount: 0, restartDelay: 0, manuallyStopped: false, ...state },
  }) as unknown as Container;

test.each<[string, Container, number, number | undefined]>([
  ['no policy', container('no'), 0, undefined],
  ['the first try', container('always'), 0, 100],
  ['twice as long', container('always', { restartDelay: 800 }), 0, 1600],
  ['a minute at most', container('always', { restartDelay: 51_200 }), 0, 60_000],
  ['it ran for ten seconds', container('always', { restartDelay: 800 }), 10_000, 100],
  ['a person stopped it', container('always', { manuallyStopped: true }), 0, undefined],
  ['it ended in order', container('on-failure', { exitCode: 0 }), 0, undefined],
  ['it failed', container('on-failure'), 0, 100],
  ['it failed too often', container('on-failure', { restartCount: 3 }, 3), 0, undefined],
])('%s', (_, one, ran, delay) => expect(nextRestart(one, ran)).toBe(delay));

test.each<[Container, boolean]>([
  [container('no'), false],
  [container('always', { manuallyStopped: true }), true],
  [container('unless-stopped', { manuallyStopped: true }), false],
  [container('unless-stopped'), true],
  [container('on-failure', { exitCode: 137 }), true],
  [container('on-failure', { exitCode: 0 }), false],
  [container('always', { startedAt: undefined }), false],
])('with the daemon: %#', (one, starts) => expect(startsWithDaemon(one)).toBe(starts));
