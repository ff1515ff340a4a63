import type { World } from '../world.ts';
import type { Cluster, SwarmNode } from './cluster.ts';
import { hasQuorum, isUp, managersOf, reachesManager } from './control-plane.ts';
import { forgetNodeRecords } from './gossip.ts';
import { gossips } from './reach.ts';
import { milliseconds } from './slots.ts';
import { HEARTBEAT } from './wake.ts';

/** A node without a heartbeat for so long is down (captured: 10 to 14 s, its tasks run elsewhere 16 to 18 s after it was lost). Milliseconds. */
const downAfter = (cluster: Cluster): number => 2.5 * milliseconds(cluster.settings.heartbeat);
/** A node that nobody's gossip heard for so long is gone (captured: between 6.1 and 8.1 s). */
const GONE_AFTER = 6_000;
/** Managers that lost their leader choose another one. */
const ELECTION = 5_000;

/** Groups of nodes whose gossip reaches each other, directly or by others: the group of each node that is up. */
export function gossipGroups(world: World, cluster: Cluster): ReadonlyMap<string, number> {
  const groups = new Map<string, number>();
  const left = [...cluster.nodes.values()].filter((node) => isUp(world, node));
  for (let group = 0; left.length > 0; group++) {
    const queue = [left.shift()!];
    for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
      groups.set(node.id, group);
      for (const other of [...left]) {
        if (!gossips(world, node, other)) continue;
        left.splice(left.indexOf(other), 1);
        queue.push(other);
      }
    }
  }
  return groups;
}

/** Once a second: heartbeats to the leader, its election, and who is thought to be gone by whom. */
export function watchNodes(world: World, cluster: Cluster, groups: () => ReadonlyMap<string, number>): void {
  const { watched } = cluster;
  if (world.now - watched.at < HEARTBEAT) return;
  watched.at = world.now;
  if (watched.revision === world.kernel.revision) {
    for (const node of cluster.nodes.values()) node.heartbeat = world.now;
    cluster.leaderSeen = world.now;
    return;
  }
  electLeader(world, cluster);
  const allHeard = beat(world, cluster);
  const allGossip = noteSilence(world, cluster, groups());
  watched.revision = allHeard && allGossip ? world.kernel.revision : -1;
}

function electLeader(world: World, cluster: Cluster): void {
  const leader = cluster.nodes.get(cluster.leader);
  const leads = (manager: SwarmNode): boolean => isUp(world, manager) && hasQuorum(world, cluster, manager);
  const isOver = world.now - cluster.leaderSeen >= ELECTION;
  const others = isOver ? managersOf(cluster).filter((manager) => manager !== leader) : [];
  const next = leader !== undefined && leads(leader) ? leader : others.find(leads);
  if (next === undefined) return;
  cluster.leader = next.id;
  cluster.leaderSeen = world.now;
  // Who was without a majority for so long is elected anew.
  if (isOver) startTerm(world, cluster);
}

function startTerm(world: World, cluster: Cluster): void {
  for (const node of cluster.nodes.values()) {
    node.heartbeat = Math.max(node.heartbeat, world.now - downAfter(cluster) / 2);
    if (node.state === 'ready') changeState(cluster, node, 'unknown', NEW_LEADER);
  }
}

/** A new leader knows of no node until it hears from it (swarmkit dispatcher.go, markNodesUnknown). */
const NEW_LEADER = 'Node moved to "unknown" state due to leadership change in cluster';

/** Whether the managers can do anything at all now. */
export const isLed = (world: World, cluster: Cluster): boolean => cluster.leaderSeen >= world.now - HEARTBEAT;

function beat(world: World, cluster: Cluster): boolean {
  const leader = cluster.nodes.get(cluster.leader);
  if (leader === undefined || !isLed(world, cluster)) return false;
  let all = true;
  for (const node of cluster.nodes.values()) {
    if (hears(world, leader, node)) {
      node.heartbeat = world.now;
      if (node.state !== 'ready') changeState(cluster, node, 'ready', '');
    } else {
      all = false;
      if (node.state !== 'down' && world.now - node.heartbeat >= downAfter(cluster))
        changeState(cluster, node, 'down', 'heartbeat failure');
    }
  }
  return all;
}

const hears = (world: World, leader: SwarmNode, node: SwarmNode): boolean =>
  node === leader ? isUp(world, node) : reachesManager(world, node, leader);

function changeState(cluster: Cluster, node: SwarmNode, state: SwarmNode['state'], message: string): void {
  node.state = state;
  node.message = message;
  node.index = ++cluster.index;
}

/** @returns whether every node hears every other one */
function noteSilence(world: World, cluster: Cluster, groups: ReadonlyMap<string, number>): boolean {
  let all = groups.size === cluster.nodes.size && new Set(groups.values()).size <= 1;
  for (const node of cluster.nodes.values()) {
    const engine = world.engines.get(node.host);
    if (engine?.swarm === undefined || engine.swarm.node !== node.id || !isUp(world, node)) continue;
    const { silentSince, gone } = engine.swarm;
    if (all && silentSince.size === 0) continue;
    for (const other of cluster.nodes.values()) {
      if (other === node) continue;
      if (groups.get(other.id) === groups.get(node.id)) {
        silentSince.delete(other.id);
        gone.delete(other.id);
        continue;
      }
      all = false;
      const since = silentSince.get(other.id) ?? world.now;
      silentSince.set(other.id, since);
      if (world.now - since < GONE_AFTER || gone.has(other.id)) continue;
      gone.add(other.id);
      forgetNodeRecords(world, cluster, engine, other);
    }
  }
  return all;
}
