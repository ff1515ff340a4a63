import type { Engine } from '../engine/engine.ts';
import { ensureGatewayNetwork } from '../engine/libnetwork/default-gateway.ts';
import { cancel, type TimerEvent } from '../time/timer.ts';
import type { World } from '../world.ts';
import type { Cluster, SwarmNode } from './cluster.ts';
import { ingressOf } from './cluster-network.ts';
import { attachNode, ensureNodeNetwork, leaveNetwork } from './node-network.ts';
import { closeSwarmSockets } from './swarm-sockets.ts';
import { wake } from './wake.ts';

/** A node's part of ingress is there this long after it joined; tasks wait for it (captured on engine 20.10). Milliseconds. */
export const SETUP_DELAY = 1_400;

/** A node that joined gets docker_gwbridge and the ingress network with its sandbox. */
export function setUpNode(world: World, cluster: Cluster, node: SwarmNode): void {
  const engine = world.engines.get(node.host);
  if (engine?.swarm?.node !== node.id || engine.status !== 'running') return;
  ensureGatewayNetwork(world, engine);
  const ingress = ingressOf(cluster);
  if (ingress !== undefined) {
    attachNode(node, ingress);
    ensureNodeNetwork(world, cluster, node, engine, ingress);
  }
  engine.swarm.settled = true;
  wake(world, cluster);
}

export function setUpFromTimer(world: World, event: Extract<TimerEvent, { kind: 'set-up-node' }>): void {
  const cluster = world.clusters.get(event.cluster);
  const node = cluster?.nodes.get(event.node);
  if (cluster !== undefined && node !== undefined) setUpNode(world, cluster, node);
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
