import { type Engine, versionOf } from '../engine/engine.ts';
import { ensureGatewayNetwork } from '../engine/libnetwork/default-gateway.ts';
import type { SwarmTraits } from '../engine/versions/swarm-traits.ts';
import { cancel, schedule, type TimerEvent } from '../time/timer.ts';
import type { World } from '../world.ts';
import type { Cluster, SwarmNode } from './cluster.ts';
import { ingressOf } from './cluster-network.ts';
import { attachNode, ensureNodeNetwork, leaveNetwork } from './node-network.ts';
import { closeSwarmSockets } from './swarm-sockets.ts';
import { wake } from './wake.ts';

/**
 * A node has its address on ingress as soon as the managers know it, in the order of joining; its agent and its part of ingress
 * take a while.
 */
export function scheduleSetup(
  world: World,
  cluster: Cluster,
  node: SwarmNode,
  as: keyof SwarmTraits['setup'],
): void {
  const ingress = ingressOf(cluster);
  if (ingress !== undefined) attachNode(node, ingress);
  const delays = versionOf(world.engines.get(node.host)!).swarm.setup[as];
  const event = { kind: 'set-up-node', cluster: cluster.id, node: node.id } as const;
  schedule(world, delays.agent, { ...event, part: 'agent' });
  schedule(world, delays.ingress, { ...event, part: 'ingress' });
}

export function setUpFromTimer(world: World, event: Extract<TimerEvent, { kind: 'set-up-node' }>): void {
  const cluster = world.clusters.get(event.cluster);
  const node = cluster?.nodes.get(event.node);
  if (cluster === undefined || node === undefined) return;
  const engine = world.engines.get(node.host);
  if (engine?.swarm?.node !== node.id || engine.status !== 'running') return;
  if (event.part === 'agent') engine.swarm.settled = true;
  else joinIngress(world, cluster, node, engine);
  wake(world, cluster);
}

/** The ingress network with its sandbox, which reaches the host over docker_gwbridge. */
function joinIngress(world: World, cluster: Cluster, node: SwarmNode, engine: Engine): void {
  ensureGatewayNetwork(world, engine);
  const ingress = ingressOf(cluster);
  if (ingress === undefined) return;
  attachNode(node, ingress);
  ensureNodeNetwork(world, cluster, node, engine, ingress);
}

/** The engine is on its own again: its tasks' containers, networks and sockets of the swarm are gone; docker_gwbridge stays. */
export function tearDownNode(world: World, engine: Engine): void {
  const { swarm } = engine;
  if (swarm === undefined) return;
  cancel(world, (event) => event.kind === 'set-up-node' && event.node === swarm.node);
  for (const id of [...swarm.networks.keys()])
    leaveNetwork(world, world.clusters.get(swarm.cluster), engine, id);
  closeSwarmSockets(world, engine, swarm);
  delete engine.swarm;
}
