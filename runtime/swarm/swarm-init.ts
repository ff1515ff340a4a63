import { type Cidr, parseCidr } from '../address/cidr.ts';
import type { SwarmInitRequest } from '../docker-api/swarm.ts';
import { type Answer, answer, failed, invalid, refuse } from '../engine/daemon/answer.ts';
import { isRefusal, runningEngine } from '../engine/daemon/engine-of.ts';
import type { World } from '../world.ts';
import { advertisedAddress } from './advertised-address.ts';
import { createClusterNetwork, INGRESS_REQUEST } from './cluster-network.ts';
import { joinNode } from './join-node.ts';
import { newCluster } from './new-cluster.ts';
import { scheduleSetup } from './node-setup.ts';

export const ALREADY_PART =
  'This node is already part of a swarm. Use "docker swarm leave" to leave this swarm and join another one.';

export const LIVE_RESTORE = '--live-restore daemon configuration is incompatible with swarm mode';

/** POST /swarm/init: the new swarm's first manager, with the ingress network. The value is the node's id. */
export function swarmInit(world: World, host: string, request: SwarmInitRequest): Answer<string> {
  const engine = runningEngine(world, host);
  if (isRefusal(engine)) return engine;
  if (engine.swarm !== undefined && request.ForceNewCluster !== true) return refuse(503, ALREADY_PART);
  if (engine.config.liveRestore) return failed(LIVE_RESTORE);
  const advertised = advertisedAddress(world, engine, request.AdvertiseAddr);
  if (typeof advertised === 'string') return invalid(advertised);
  const port = request.DataPathPort ?? 0;
  if (port !== 0 && (port < 1024 || port > 49151))
    return invalid('invalid DataPathPort: must be between 1024 and 49151');
  const pools = (request.DefaultAddrPool ?? []).map(parseCidr);
  if (pools.includes(undefined)) return invalid('invalid default address pool');
  const cluster = newCluster(world, {
    ...(port !== 0 && { dataPathPort: port }),
    ...(pools.length > 0 && { pools: pools as Cidr[], subnetLength: request.SubnetSize || 24 }),
    autoLock: request.AutoLockManagers ?? false,
  });
  world.clusters.set(cluster.id, cluster);
  const node = joinNode(world, cluster, engine, {
    role: 'manager',
    availability: request.Availability ?? 'active',
    advertised,
  });
  cluster.leader = node.id;
  createClusterNetwork(world, cluster, INGRESS_REQUEST);
  scheduleSetup(world, cluster, node, 'firstManager');
  return answer(node.id);
}
