import { type Refusal, refuse } from '../engine/daemon/answer.ts';
import { isRefusal, runningEngine } from '../engine/daemon/engine-of.ts';
import type { Engine } from '../engine/engine.ts';
import { switchedOff } from '../kernel/faults.ts';
import type { World } from '../world.ts';
import type { Cluster, SwarmNode } from './cluster.ts';
import type { Membership } from './membership.ts';
import { dial, MANAGEMENT_PORT } from './reach.ts';

const NOT_IN_SWARM =
  'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.';
const A_WORKER =
  "This node is not a swarm manager. Worker nodes can't be used to view or modify cluster state. Please run this command on a manager node or promote the current node to a manager.";
const LOCKED =
  'Swarm is encrypted and needs to be unlocked before it can be used. Please use "docker swarm unlock" to unlock it.';
export const NO_LEADER =
  "rpc error: code = Unknown desc = The swarm does not have a leader. It's possible that too few managers are online. Make sure more than half of the managers are online.";

/** A manager that may change what the managers agree on. */
export interface Control {
  readonly engine: Engine;
  readonly cluster: Cluster;
  readonly node: SwarmNode;
  readonly membership: Membership;
}

/** The cluster that a host manages; it answers only while a majority of managers hears each other. */
export function controlOf(world: World, host: string): Control | Refusal {
  const control = managerOf(world, host);
  if (isRefusal(control)) return control;
  const { cluster, node } = control;
  const leader = cluster.nodes.get(cluster.leader);
  const hearsLeader = leader === node || (leader !== undefined && reachesManager(world, node, leader));
  return hearsLeader && hasQuorum(world, cluster, node) ? control : refuse(500, NO_LEADER);
}

/** As `controlOf`, for what a manager answers from its own memory, majority or not. */
export function managerOf(world: World, host: string): Control | Refusal {
  const engine = runningEngine(world, host);
  if (isRefusal(engine)) return engine;
  const { swarm } = engine;
  const cluster = swarm && world.clusters.get(swarm.cluster);
  const node = swarm && cluster?.nodes.get(swarm.node);
  if (swarm === undefined || cluster === undefined) return refuse(503, NOT_IN_SWARM);
  if (swarm.locked) return refuse(503, LOCKED);
  if (node?.role !== 'manager') return refuse(503, A_WORKER);
  return { engine, cluster, node, membership: swarm };
}

export const managersOf = (cluster: Cluster): readonly SwarmNode[] =>
  [...cluster.nodes.values()].filter(({ role }) => role === 'manager');

/** Whether a manager and those that it reaches are more than half of all. */
export function hasQuorum(world: World, cluster: Cluster, from: SwarmNode): boolean {
  const managers = managersOf(cluster);
  if (managers.length === 1) return true;
  const heard = managers.filter((other) => other === from || reachesManager(world, from, other));
  return heard.length * 2 > managers.length;
}

/** Raft and the dispatcher speak over the management port. */
export const reachesManager = (world: World, from: SwarmNode, to: SwarmNode): boolean =>
  isUp(world, from) &&
  isUp(world, to) &&
  dial(world, from.host, to.address, MANAGEMENT_PORT).connection !== undefined;

/** Its machine is on, its daemon runs, and is still part of this swarm. */
export function isUp(world: World, node: SwarmNode): boolean {
  const engine = world.engines.get(node.host);
  return (
    engine?.status === 'running' &&
    engine.swarm?.node === node.id &&
    !engine.swarm.locked &&
    switchedOff(world.kernel, node.host) === undefined
  );
}

/** Counts a change of the cluster. */
export const nextIndex = (cluster: Cluster): number => ++cluster.index;
