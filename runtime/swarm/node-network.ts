import { formatCidr } from '../address/cidr.ts';
import type { Engine } from '../engine/engine.ts';
import { deleteNetwork } from '../engine/libnetwork/controller.ts';
import { programEncryption } from '../engine/libnetwork/drivers/overlay/encryption.ts';
import { overlayOf } from '../engine/libnetwork/drivers/overlay/overlay.ts';
import { isEncrypted, overlayMtu } from '../engine/libnetwork/drivers/overlay/overlay-network.ts';
import type { DriverNetwork, Network } from '../engine/libnetwork/network.ts';
import type { World } from '../world.ts';
import { takeAddress } from './address-pool.ts';
import { unbalanceRecord } from './balance-service.ts';
import { makeBalancer, removeBalancer } from './balancer.ts';
import type { Cluster, ClusterNetwork, SwarmNode } from './cluster.ts';
import { askForRecords, forgetNetwork } from './gossip.ts';
import type { Membership, NodeNetwork } from './membership.ts';

/** A node takes part in a network: the network, its load balancer, and what the others know of it. */
export function ensureNodeNetwork(
  world: World,
  cluster: Cluster,
  node: SwarmNode,
  engine: Engine,
  network: ClusterNetwork,
): NodeNetwork {
  const membership = engine.swarm!;
  const known = membership.networks.get(network.id);
  if (known !== undefined) return known;
  engine.controller.networks.set(network.id, localNetwork(world, cluster, membership, network));
  const own: NodeNetwork = {
    id: network.id,
    created: world.now,
    records: new Map(),
    names: undefined,
    balancer: undefined,
  };
  membership.networks.set(network.id, own);
  if (network.driver !== 'overlay') return own;
  if (isEncrypted(network.options))
    programEncryption(world, engine, overlayOf(engine.controller.networks.get(network.id)!), true);
  makeBalancer(world, cluster, node, engine, network, own);
  askForRecords(world, cluster, node, network.id);
  return own;
}

/** The node's own address on a network: its load balancer's. */
export function attachNode(node: SwarmNode, network: ClusterNetwork): void {
  if (network.driver !== 'overlay' || node.attachments.has(network.id)) return;
  const ip = takeAddress(network);
  if (ip !== undefined) node.attachments.set(network.id, ip);
}

function localNetwork(
  world: World,
  cluster: Cluster,
  membership: Membership,
  network: ClusterNetwork,
): Network {
  return {
    id: network.id,
    name: network.name,
    driver: network.driver as Network['driver'],
    created: world.now,
    scope: 'swarm',
    enableIpv6: network.enableIpv6,
    internal: network.internal,
    attachable: network.attachable,
    ingress: network.ingress,
    options: network.options,
    labels: network.labels,
    ipamDriver: network.ipamDriver,
    ipamOptions: null,
    subnets: network.subnets.map(({ block, gateway }) => ({
      block,
      configured: true,
      text: formatCidr(block),
      gateway,
      gatewayConfigured: true,
      auxiliary: new Map(),
    })),
    driverNetwork: driverNetworkOf(cluster, membership, network),
  };
}

const driverNetworkOf = (
  cluster: Cluster,
  membership: Membership,
  network: ClusterNetwork,
): DriverNetwork => ({
  kind: 'overlay',
  overlay: {
    subnets: network.subnets.map(({ block, gateway }, at) => ({ block, gateway, vni: network.vnis[at]! })),
    mtu: overlayMtu(network.options),
    encrypted: isEncrypted(network.options),
    local: membership.advertised,
    port: cluster.dataPathPort,
  },
});

/** The last container of a network has left the node: its load balancer and the network go too. */
export function leaveNetwork(world: World, cluster: Cluster | undefined, engine: Engine, id: string): void {
  const membership = engine.swarm!;
  const own = membership.networks.get(id);
  const network = engine.controller.networks.get(id);
  if (own === undefined || network === undefined) return;
  // Service by service, so that published ports are taken back from the host's rules.
  for (const record of [...own.records.values()]) unbalanceRecord(world, engine, own, record);
  removeBalancer(world, engine, own);
  if (network.driverNetwork.kind === 'overlay' && network.driverNetwork.overlay.encrypted)
    programEncryption(world, engine, network.driverNetwork.overlay, false);
  deleteNetwork(world, engine, id);
  membership.networks.delete(id);
  if (cluster !== undefined) forgetNetwork(world, cluster, membership, own);
}

/** Nothing but the load balancer is left of a network on this node. */
export function isUnused(engine: Engine, id: string): boolean {
  for (const endpoint of engine.controller.endpoints.values())
    if (endpoint.network === id && !endpoint.container.startsWith('lb-')) return false;
  return !engine.controller.networks.get(id)?.ingress;
}
