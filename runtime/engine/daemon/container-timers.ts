import type { TimerEvent } from '../../time/timer.ts';
import type { World } from '../../world.ts';
import { endProcess } from './end-process.ts';
import { failContainer, startContainer } from './start-container.ts';

type Event<K extends TimerEvent['kind']> = Extract<TimerEvent, { kind: K }>;

/** A restart policy's wait is over. */
export function restartFromTimer(world: World, event: Event<'restart-container'>): void {
  const engine = world.engines.get(event.host);
  const container = engine?.containers.get(event.container);
  if (engine?.status !== 'running' || container?.state.status !== 'restarting') return;
  const refusal = startContainer(world, engine, container);
  if (refusal) failContainer(world, engine, container, refusal);
}

/** A process is through with its work, unless it was stopped or started anew meanwhile. */
export function endFromTimer(world: World, event: Event<'end-container'>): void {
  const engine = world.engines.get(event.host);
  const container = engine?.containers.get(event.container);
  if (!engine || container?.state.startedAt !== event.startedAt || container.state.pid === 0) return;
  endProcess(world, engine, container, event.code);
}
