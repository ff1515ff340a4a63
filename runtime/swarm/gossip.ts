import type { Ip } from '../address/ip.ts';
import type { Engine } from '../engine/engine.ts';
import { encryptTo, stopEncryptingTo } from '../engine/libnetwork/drivers/overlay/encryption.ts';
import { overlayOf } from '../engine/libnetwork/drivers/overlay/overlay.ts';
import { addPeer, removePeer } from '../engine/libnetwork/drivers/overlay/peers.ts';
import type { World } from '../world.ts';
import { balanceRecord, disableRecord, unbalanceRecord } from './balance-service.ts';
import type { Cluster, EndpointRecord, GossipNews, SwarmNode } from './cluster.ts';
import { dataPathKeys } from './data-path-keys.ts';
import type { Membership, NodeNetwork } from './membership.ts';
import { wake } from './wake.ts';

/** NetworkDB tells its neighbours every 200 ms (networkdb.go). */
export const GOSSIP_INTERVAL = 200;

/** A node's own endpoint: known here at once, and to the others when gossip has reached them. */
export function announce(world: World, cluster: Cluster, node: SwarmNode, record: EndpointRecord): void {
  learn(world, cluster, world.engines.get(node.host)!, record);
  spread(world, cluster, 'add', record);
}

/** The endpoint takes no new connections, and its names lead there no more. */
export function announceEnd(world: World, cluster: Cluster, node: SwarmNode, record: EndpointRecord): void {
  const own = world.engines.get(node.host)?.swarm?.networks.get(record.network);
  if (own !== undefined) disable(world, world.engines.get(node.host)!, own, record);
  spread(world, cluster, 'disable', record);
}

export function withdrawRecord(
  world: World,
  cluster: Cluster,
  node: SwarmNode,
  record: EndpointRecord,
): void {
  const engine = world.engines.get(node.host);
  if (engine?.swarm !== undefined) forget(world, engine, record);
  spread(world, cluster, 'remove', record);
}

function spread(world: World, cluster: Cluster, kind: GossipNews['kind'], record: EndpointRecord): void {
  const missing = new Set<string>();
  for (const other of cluster.nodes.values())
    if (other.id !== record.node && networkOn(world, other, record.network)) missing.add(other.id);
  if (missing.size === 0) return;
  cluster.gossip.push({ kind, record, at: world.now, missing });
  wake(world, cluster, GOSSIP_INTERVAL);
}

const networkOn = (world: World, node: SwarmNode, network: string): NodeNetwork | undefined => {
  const swarm = world.engines.get(node.host)?.swarm;
  return swarm?.node === node.id ? swarm.networks.get(network) : undefined;
};

/** A node that comes to a network asks the others for everything that they have there (bulk sync). */
export function askForRecords(world: World, cluster: Cluster, node: SwarmNode, network: string): void {
  for (const other of cluster.nodes.values()) {
    if (other === node) continue;
    for (const record of ownRecords(world, other, network))
      cluster.gossip.push({ kind: 'add', record, at: world.now, missing: new Set([node.id]) });
  }
  wake(world, cluster, GOSSIP_INTERVAL);
}

function ownRecords(world: World, node: SwarmNode, network: string): EndpointRecord[] {
  const own = networkOn(world, node, network);
  return own === undefined ? [] : [...own.records.values()].filter((record) => record.node === node.id);
}

/** Delivers what is on its way to every node that somebody who knows it reaches. */
export function gossipRound(
  world: World,
  cluster: Cluster,
  componentOf: (node: string) => number | undefined,
): void {
  const kept: GossipNews[] = [];
  for (const news of cluster.gossip.splice(0)) {
    const from = componentOf(news.record.node);
    for (const id of news.missing) {
      const node = cluster.nodes.get(id);
      const engine = node && world.engines.get(node.host);
      if (engine?.swarm?.node !== id) news.missing.delete(id);
      else if (from !== undefined && componentOf(id) === from) {
        deliver(world, cluster, engine, news);
        news.missing.delete(id);
      }
    }
    if (news.missing.size > 0) kept.push(news);
  }
  cluster.gossip.push(...kept);
}

function deliver(world: World, cluster: Cluster, engine: Engine, { kind, record }: GossipNews): void {
  const own = engine.swarm!.networks.get(record.network);
  if (own === undefined) return;
  if (kind === 'add') learn(world, cluster, engine, record);
  else if (kind === 'disable') disable(world, engine, own, record);
  else forget(world, engine, record);
}

/** A node comes to know an endpoint: the tunnel's entry, its names, its service's load balancer. */
function learn(world: World, cluster: Cluster, engine: Engine, record: EndpointRecord): void {
  const membership = engine.swarm!;
  const own = membership.networks.get(record.network);
  const owner = cluster.nodes.get(record.node);
  if (own === undefined || owner === undefined || own.records.has(record.id)) return;
  own.records.set(record.id, record);
  own.names = undefined;
  if (record.node !== membership.node) reach(world, cluster, engine, record, owner.address);
  if (!record.silent && !record.disabled) balanceRecord(world, cluster, engine, own, record);
}

function reach(world: World, cluster: Cluster, engine: Engine, record: EndpointRecord, remote: Ip): void {
  const network = engine.controller.networks.get(record.network);
  if (network?.driverNetwork.kind !== 'overlay') return;
  const overlay = overlayOf(network);
  addPeer(world, overlay, record.ip, remote);
  if (overlay.encrypted) encryptTo(world, engine, overlay.local, remote, dataPathKeys(cluster));
}

function disable(world: World, engine: Engine, own: NodeNetwork, record: EndpointRecord): void {
  own.names = undefined;
  disableRecord(world, engine, own, record);
}

/** An endpoint is gone, or its node is thought to be. */
export function forget(world: World, engine: Engine, record: EndpointRecord): void {
  const membership = engine.swarm!;
  const own = membership.networks.get(record.network);
  if (own === undefined || !own.records.delete(record.id)) return;
  own.names = undefined;
  unbalanceRecord(world, engine, own, record);
  const network = engine.controller.networks.get(record.network);
  if (record.node === membership.node || network?.driverNetwork.kind !== 'overlay') return;
  removePeer(world, overlayOf(network), record.ip);
}

/** Everything that was known of a node's endpoints is dropped; what it says later is news again. */
export function forgetNodeRecords(world: World, cluster: Cluster, engine: Engine, node: SwarmNode): void {
  for (const own of engine.swarm!.networks.values())
    for (const record of [...own.records.values()]) {
      if (record.node !== node.id) continue;
      forget(world, engine, record);
      cluster.gossip.push({ kind: 'add', record, at: world.now, missing: new Set([engine.swarm!.node]) });
    }
  stopEncryptingTo(world, engine, node.address);
}

/** A node has left a network: the others forget its endpoints there, and nothing is on its way to it any more. */
export function forgetNetwork(
  world: World,
  cluster: Cluster,
  membership: Membership,
  own: NodeNetwork,
): void {
  for (const news of cluster.gossip) if (news.record.network === own.id) news.missing.delete(membership.node);
  for (const record of own.records.values())
    if (record.node === membership.node) spread(world, cluster, 'remove', record);
}
