import { schedule } from '../time/timer.ts';
import type { World } from '../world.ts';
import type { Cluster } from './cluster.ts';

/** How often a busy swarm looks at itself. Milliseconds. */
export const TICK = 100;
/** How often nodes ask after each other. Milliseconds. */
export const HEARTBEAT = 1000;

/** Something changed: the swarm looks at itself after `delay`, unless it does so anyway. */
export function wake(world: World, cluster: Cluster, delay = TICK): void {
  const at = world.now + delay;
  if (cluster.wakeAt !== undefined && cluster.wakeAt <= at) return;
  cluster.wakeAt = at;
  schedule(world, delay, { kind: 'swarm-tick', cluster: cluster.id, at });
}
