import type { Ip } from '../address/ip.ts';
import type { NodeAvailability, NodeRole } from '../docker-api/node.ts';
import { type Engine, versionOf } from '../engine/engine.ts';
import { randomHex } from '../random.ts';
import type { World } from '../world.ts';
import type { Cluster, SwarmNode } from './cluster.ts';
import { nextIndex } from './control-plane.ts';
import { swarmId } from './swarm-id.ts';
import { openSwarmSockets } from './swarm-sockets.ts';

/** Writes a node into the cluster, and the cluster into its engine. */
export function joinNode(
  world: World,
  cluster: Cluster,
  engine: Engine,
  how: { readonly role: NodeRole; readonly availability: NodeAvailability; readonly advertised: Ip },
): SwarmNode {
  const node: SwarmNode = {
    id: swarmId(world.random),
    host: engine.host,
    gossipName: randomHex(world.random, 12),
    created: world.now,
    updated: world.now,
    index: nextIndex(cluster),
    role: how.role,
    availability: how.availability,
    labels: {},
    state: 'ready',
    message: '',
    address: how.advertised,
    engineVersion: versionOf(engine).release,
    heartbeat: world.now,
    attachments: new Map(),
  };
  cluster.nodes.set(node.id, node);
  engine.swarm = {
    cluster: cluster.id,
    node: node.id,
    advertised: how.advertised,
    sockets: [],
    settled: false,
    locked: false,
    silentSince: new Map(),
    gone: new Set(),
    networks: new Map(),
    nextMark: 256,
    ingressSockets: new Map(),
  };
  openSwarmSockets(world, cluster, engine, engine.swarm);
  return node;
}
