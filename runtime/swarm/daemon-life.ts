import type { Engine } from '../engine/engine.ts';
import { hostRoot } from '../engine/libnetwork/host.ts';
import { closeSocket, socketById } from '../kernel/sockets.ts';
import { cancel } from '../time/timer.ts';
import type { World } from '../world.ts';
import type { Cluster, SwarmNode } from './cluster.ts';
import { isUp } from './control-plane.ts';
import { forgetNodeRecords } from './gossip.ts';
import type { Membership } from './membership.ts';
import { leaveNetwork } from './node-network.ts';
import { scheduleSetup } from './node-setup.ts';
import { gossips } from './reach.ts';
import { closeSwarmSockets, openSwarmSockets } from './swarm-sockets.ts';
import { wake } from './wake.ts';

interface Place {
  readonly cluster: Cluster;
  readonly node: SwarmNode;
}

function placeOf(world: World, { swarm }: Engine): Place | undefined {
  const cluster = swarm && world.clusters.get(swarm.cluster);
  const node = swarm && cluster?.nodes.get(swarm.node);
  return cluster && node && { cluster, node };
}

/**
 * SIGTERM to a node's dockerd: its containers have ended, its part of every network goes, and it says goodbye, so that the
 * others forget its endpoints at once (captured on engine 20.10: the next request passes it by).
 */
export function stopSwarmNode(world: World, engine: Engine): void {
  const place = placeOf(world, engine);
  if (place === undefined) return;
  forgetEverywhere(world, place);
  leaveNetworks(world, engine);
  killSwarmNode(world, engine);
  wake(world, place.cluster);
}

/** SIGKILL: what dockerd listened on is shut. Namespaces, tunnels and balancers stay, and go on balancing. */
export function killSwarmNode(world: World, engine: Engine): void {
  const { swarm } = engine;
  if (swarm === undefined) return;
  cancel(world, (event) => event.kind === 'set-up-node' && event.node === swarm.node);
  closeSwarmSockets(world, engine, swarm);
  for (const id of swarm.ingressSockets.values()) {
    const socket = socketById(world.kernel, hostRoot(world, engine.host), id);
    if (socket !== undefined) closeSocket(world.kernel, socket);
  }
  swarm.ingressSockets.clear();
}

/** Before the networks of a new daemon come up: what a killed one left of the swarm's networks goes. */
export function clearSwarmNode(world: World, engine: Engine): void {
  if (engine.swarm === undefined) return;
  leaveNetworks(world, engine);
}

/** A daemon that starts is a node again; a manager of a locked swarm waits for its key. */
export function startSwarmNode(world: World, engine: Engine): void {
  const { swarm } = engine;
  const place = placeOf(world, engine);
  if (swarm === undefined || place === undefined) return;
  swarm.locked = place.cluster.autoLock && place.node.role === 'manager';
  if (!swarm.locked) takePlace(world, engine, swarm, place);
}

/** It asks the managers for its tasks, and gets its part of ingress anew. */
export function takePlace(world: World, engine: Engine, swarm: Membership, place: Place): void {
  swarm.settled = false;
  swarm.silentSince.clear();
  swarm.gone.clear();
  swarm.nextMark = FIRST_MARK;
  openSwarmSockets(world, place.cluster, engine, swarm);
  forgetEverywhere(world, place);
  scheduleSetup(world, place.cluster, place.node, 'joined');
  wake(world, place.cluster);
}

const FIRST_MARK = 256;

function leaveNetworks(world: World, engine: Engine): void {
  for (const id of [...engine.swarm!.networks.keys()]) leaveNetwork(world, undefined, engine, id);
}

/** The others that hear it drop what they know of its endpoints, and no news of them is on the way any more. */
function forgetEverywhere(world: World, { cluster, node }: Place): void {
  for (const other of cluster.nodes.values()) {
    const engine = world.engines.get(other.host);
    if (other === node || engine === undefined || !isUp(world, other)) continue;
    if (gossips(world, node, other)) forgetNodeRecords(world, cluster, engine, node);
  }
  const left = cluster.gossip.splice(0).filter(({ record }) => record.node !== node.id);
  for (const { missing } of left) missing.delete(node.id);
  cluster.gossip.push(...left);
}
