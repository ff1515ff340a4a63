import type { TimerEvent } from '../time/timer.ts';
import type { World } from '../world.ts';
import { runAgents } from './agent.ts';
import { allocateTasks } from './allocate-tasks.ts';
import type { Cluster } from './cluster.ts';
import { gossipRound } from './gossip.ts';
import { orchestrate } from './orchestrate.ts';
import { scheduleTasks } from './schedule-tasks.ts';
import { HEARTBEAT, TICK, wake } from './wake.ts';
import { gossipGroups, isLed, watchNodes } from './watch-nodes.ts';

export function tickFromTimer(world: World, event: Extract<TimerEvent, { kind: 'swarm-tick' }>): void {
  const cluster = world.clusters.get(event.cluster);
  if (cluster === undefined || cluster.wakeAt !== event.at) return;
  cluster.wakeAt = undefined;
  const busy = tick(world, cluster);
  if (world.clusters.has(cluster.id)) wake(world, cluster, busy ? TICK : HEARTBEAT);
}

/**
 * One look of a swarm at itself. The managers' part (what should be, where, with which addresses) needs a leader; what nodes do
 * about it, and what they tell each other, does not.
 * @returns whether there is more to do soon
 */
function tick(world: World, cluster: Cluster): boolean {
  let known: ReadonlyMap<string, number> | undefined;
  const groups = (): ReadonlyMap<string, number> => {
    known ??= gossipGroups(world, cluster);
    return known;
  };
  watchNodes(world, cluster, groups);
  let busy = false;
  if (isLed(world, cluster)) {
    busy = scheduleTasks(world, cluster) || busy;
    busy = allocateTasks(world, cluster) || busy;
    busy = orchestrate(world, cluster) || busy;
  }
  busy = runAgents(world, cluster) || busy;
  if (cluster.gossip.length === 0) return busy;
  const before = cluster.gossip.length;
  const current = groups();
  gossipRound(world, cluster, (node) => current.get(node));
  return busy || cluster.gossip.length < before;
}
