import type { Container } from './container.ts';

/** Milliseconds, from moby restartmanager/restartmanager.go. */
const FIRST_DELAY = 100;
const LONGEST_DELAY = 60_000;
const LONG_ENOUGH = 10_000;

/** How long to wait before a container that ended is started again; undefined when its policy leaves it. */
export function nextRestart(container: Container, ran: number): number | undefined {
  const { state, hostConfig } = container;
  if (state.manuallyStopped || !policyRestarts(container)) return undefined;
  if (hostConfig.RestartPolicy.Name === 'on-failure') {
    const most = hostConfig.RestartPolicy.MaximumRetryCount;
    if (most > 0 && state.restartCount >= most) return undefined;
  }
  const before = ran >= LONG_ENOUGH ? 0 : state.restartDelay;
  return before === 0 ? FIRST_DELAY : Math.min(before * 2, LONGEST_DELAY);
}

function policyRestarts({ hostConfig, state }: Container): boolean {
  switch (hostConfig.RestartPolicy.Name) {
    case 'always':
    case 'unless-stopped':
      return true;
    case 'on-failure':
      return state.exitCode !== 0;
    default:
      return false;
  }
}

/** Whether a daemon that starts takes the container up again. */
export function startsWithDaemon({ hostConfig, state }: Container): boolean {
  if (state.startedAt === undefined) return false;
  switch (hostConfig.RestartPolicy.Name) {
    case 'always':
      return true;
    case 'unless-stopped':
      return !state.manuallyStopped;
    case 'on-failure':
      return state.exitCode !== 0;
    default:
      return false;
  }
}
