import { type Answer, answer, failed, invalid, refuse } from '../engine/daemon/answer.ts';
import { isRefusal, runningEngine } from '../engine/daemon/engine-of.ts';
import type { World } from '../world.ts';
import { takePlace } from './daemon-life.ts';

/** POST /swarm/unlock: a manager of a locked swarm that was started again gets the key. */
export function swarmUnlock(world: World, host: string, key: string): Answer<null> {
  const engine = runningEngine(world, host);
  if (isRefusal(engine)) return engine;
  const { swarm } = engine;
  const cluster = swarm && world.clusters.get(swarm.cluster);
  const node = swarm && cluster?.nodes.get(swarm.node);
  if (swarm === undefined || cluster === undefined || node === undefined)
    return refuse(503, 'This node is not part of a swarm');
  if (!swarm.locked) return refuse(409, 'swarm is not locked');
  if (!/^SWMKEY-1-/.test(key)) return failed('invalid key: invalid unlock key');
  if (key !== cluster.unlockKey)
    return invalid('invalid key: swarm could not be unlocked: invalid key provided');
  swarm.locked = false;
  takePlace(world, engine, swarm, { cluster, node });
  return answer(null);
}
