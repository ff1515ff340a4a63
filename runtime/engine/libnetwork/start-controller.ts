import { deleteLink, linkByName } from '../../kernel/links.ts';
import type { World } from '../../world.ts';
import { type Engine, versionOf } from '../engine.ts';
import { reclaimSubnet } from './allocate-subnets.ts';
import { createNetwork } from './create-network.ts';
import { DEFAULT_DEVICE, defaultBridgeSpec } from './default-bridge.ts';
import { deleteNetwork } from './delete-network.ts';
import { DRIVERS } from './drivers/drivers.ts';
import { prepareFirewall, putUserChainFirst } from './firewall-start.ts';
import { hostRoot } from './host.ts';
import { poolsFrom } from './ipam/built-in-pools.ts';
import { newIpam } from './ipam/ipam.ts';
import type { DriverNetwork } from './network.ts';
import { newPortAllocator } from './port-mapping/port-allocator.ts';
import { reclaimAddresses } from './release-addresses.ts';
import { startResolver } from './resolver/start-resolver.ts';
import { done, type Result } from './result.ts';
import type { Sandbox } from './sandbox.ts';

/**
 * The networks' part of a daemon's start: forwarding, chains, the networks that are known from before, then those that always
 * exist. The default bridge is made anew each time, since its options are the daemon's.
 */
export function startController(world: World, engine: Engine): Result<null> {
  const pools = poolsFrom(engine.config.defaultAddressPools);
  if (!pools.ok) return { ...pools, message: `error obtaining controller instance: ${pools.message}` };
  const { controller } = engine;
  const kept = [...controller.sandboxes.values()];
  controller.ipam = newIpam(pools.value);
  controller.ports = newPortAllocator();
  prepareFirewall(world, engine);
  restoreNetworks(world, engine);
  putUserChainFirst(world, engine);
  // With live-restore there are containers, and the networks stay as they are.
  if (kept.length > 0) return done(takeOver(world, engine, kept));
  ensureNamed(world, engine, 'none', 'null');
  ensureNamed(world, engine, 'host', 'host');
  return remakeDefaultBridge(world, engine);
}

/** Networks come back in the order of their ids, with devices that are gone and rules that were emptied. */
function restoreNetworks(world: World, engine: Engine): void {
  const { networks, ipam } = engine.controller;
  const known = [...networks.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const network of known)
    if (network.scope !== 'swarm') for (const subnet of network.subnets) reclaimSubnet(engine, ipam, subnet);
  for (const network of known) {
    const restored = DRIVERS[network.driver].createNetwork(world, engine, network);
    if (restored.ok) network.driverNetwork = keepOwnership(network.driverNetwork, restored.value);
    else networks.delete(network.id);
  }
}

/** Containers that went on without a daemon: their addresses, their ports, their resolvers are this daemon's now. */
function takeOver(world: World, engine: Engine, sandboxes: readonly Sandbox[]): null {
  const { networks, endpoints } = engine.controller;
  for (const endpoint of endpoints.values()) {
    const network = networks.get(endpoint.network);
    if (network === undefined) continue;
    reclaimAddresses(engine, network, endpoint);
    DRIVERS[network.driver].restoreEndpoint(world, engine, network, endpoint);
  }
  for (const sandbox of sandboxes) {
    if (sandbox.resolver === undefined) continue;
    delete sandbox.resolver;
    startResolver(world, engine, sandbox);
  }
  return null;
}

/** A device that the engine made before its restart is still its own. */
function keepOwnership(before: DriverNetwork, now: DriverNetwork): DriverNetwork {
  if (before.kind === 'bridge' && now.kind === 'bridge')
    return { ...now, bridge: { ...now.bridge, madeDevice: before.bridge.madeDevice } };
  if (before.kind === 'parent' && now.kind === 'parent')
    return { ...now, parent: { ...now.parent, madeParent: before.parent.madeParent } };
  return now;
}

function ensureNamed(world: World, engine: Engine, name: string, driver: string): void {
  const known = [...engine.controller.networks.values()].some((network) => network.name === name);
  if (!known) createNetwork(world, engine, { name, driver });
}

/** Pools of the user's own count for docker0 too: it is made anew, with an address from them (moby initBridgeDriver). */
function dropDefaultDevice(world: World, engine: Engine): void {
  const device = linkByName(world.kernel, hostRoot(world, engine.host), DEFAULT_DEVICE);
  if (device !== undefined && !engine.config.liveRestore) deleteLink(world.kernel, device.id);
}

function remakeDefaultBridge(world: World, engine: Engine): Result<null> {
  const old = [...engine.controller.networks.values()].find(({ name }) => name === 'bridge');
  if (old) {
    deleteNetwork(world, engine, old.id);
    if (engine.config.defaultAddressPools.length > 0) dropDefaultDevice(world, engine);
  }
  if (engine.config.bridge === 'none') return done(null);
  const spec = defaultBridgeSpec(world, engine);
  if (!spec.ok) return spec;
  const created = createNetwork(world, engine, spec.value);
  if (created.ok) return done(null);
  return { ...created, message: versionOf(engine).daemon.texts.defaultBridgeFailed(created.message) };
}
