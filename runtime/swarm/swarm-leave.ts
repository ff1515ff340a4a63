import { type Answer, answer, refuse } from '../engine/daemon/answer.ts';
import { isRefusal, runningEngine } from '../engine/daemon/engine-of.ts';
import type { World } from '../world.ts';
import type { Cluster, SwarmNode } from './cluster.ts';
import { managersOf } from './control-plane.ts';
import { tearDownNode } from './node-setup.ts';
import { wake } from './wake.ts';

const NOT_PART = 'This node is not part of a swarm';
const LEAVING = 'You are attempting to leave the swarm on a node that is participating as a manager. ';
const LAST =
  'Removing the last manager erases all current state of the swarm. Use `--force` to ignore this message.';
const WITHOUT_QUORUM =
  'The only way to restore a swarm that has lost consensus is to reinitialize it with `--force-new-cluster`. Use `--force` to suppress this message.';

/** POST /swarm/leave */
export function swarmLeave(world: World, host: string, force: boolean): Answer<null> {
  const engine = runningEngine(world, host);
  if (isRefusal(engine)) return engine;
  const { swarm } = engine;
  if (swarm === undefined) return refuse(503, NOT_PART);
  const cluster = world.clusters.get(swarm.cluster);
  const node = cluster?.nodes.get(swarm.node);
  if (cluster !== undefined && node?.role === 'manager' && !force)
    return refuse(503, `${LEAVING}${whatIsLost(cluster)}`);
  if (cluster !== undefined && node !== undefined) forgetNode(world, cluster, node);
  tearDownNode(world, engine);
  return answer(null);
}

function whatIsLost(cluster: Cluster): string {
  const managers = managersOf(cluster).length;
  if (managers === 1) return LAST;
  const left = managers - 1;
  const quorum = Math.floor(managers / 2) + 1;
  if (left >= quorum) return 'Use `--force` to suppress this message.';
  return `Removing this node leaves ${left} managers out of ${managers}. Without a Raft quorum your swarm will be inaccessible. ${WITHOUT_QUORUM}`;
}

/** The others see it as down until somebody removes it; the last manager takes the swarm with it. */
function forgetNode(world: World, cluster: Cluster, node: SwarmNode): void {
  const others = [...cluster.nodes.values()].some((other) => other !== node && other.role === 'manager');
  if (!others && node.role === 'manager') world.clusters.delete(cluster.id);
  else wake(world, cluster);
}
