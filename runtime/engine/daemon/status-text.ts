import type { World } from '../../world.ts';
import type { Container } from './container.ts';
import { humanDuration } from './human-duration.ts';

/** `Up 5 seconds`, `Exited (0) 3 seconds ago`: what the list of containers says (moby container/state.go). */
export function statusText(world: World, container: Container): string {
  const { status, exitCode, startedAt, finishedAt } = container.state;
  const up = humanDuration(world.now - (startedAt ?? world.now));
  const ago = `${humanDuration(world.now - (finishedAt ?? world.now))} ago`;
  switch (status) {
    case 'running':
      return `Up ${up}`;
    case 'paused':
      return `Up ${up} (Paused)`;
    case 'restarting':
      return `Restarting (${exitCode}) ${ago}`;
    case 'removing':
      return 'Removal In Progress';
    case 'dead':
      return 'Dead';
    case 'created':
    case 'exited':
      return startedAt === undefined ? 'Created' : `Exited (${exitCode}) ${ago}`;
    default:
      return status satisfies never;
  }
}
