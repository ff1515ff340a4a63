import type { NetnsId } from '../../kernel/kernel.ts';
import { destroyNetns } from '../../kernel/namespaces.ts';
import { pruneNodeNetworks, withdrawEndpoints } from '../../swarm/attach-container.ts';
import type { World } from '../../world.ts';
import type { Engine } from '../engine.ts';
import { deleteSandbox, startSandbox } from '../libnetwork/controller.ts';
import type { Refusal } from './answer.ts';
import { connectToNetwork, ensureSandbox } from './connect-to-network.ts';
import type { Attachment, Container } from './container.ts';
import { isRefusal } from './engine-of.ts';
import { isNamespaceInUse } from './namespace-users.ts';
import { isContainerMode } from './network-mode.ts';

/** Makes a container's namespace and joins its networks, the default bridge first (moby allocateNetwork). */
export function allocateNetwork(world: World, engine: Engine, container: Container): Refusal | undefined {
  const names = [...container.networks.keys()];
  const inOrder = [
    ...names.filter((name) => name === 'bridge'),
    ...names.filter((name) => name !== 'bridge'),
  ];
  for (const name of inOrder) {
    const attachment = container.networks.get(name)!;
    forgetOperationalData(attachment);
    const refusal = connectToNetwork(world, engine, container, name, attachment);
    if (refusal) return refusal;
  }
  const sandbox = ensureSandbox(world, engine, container);
  if (isRefusal(sandbox)) return sandbox;
  startSandbox(world, engine, sandbox.id);
  return undefined;
}

/**
 * Takes a container off its networks and ends its sandbox; what was asked for stays. Its process is gone by
 * now.
 */
export function releaseNetwork(world: World, engine: Engine, container: Container): void {
  const { netns, sandboxId } = container;
  container.netns = undefined;
  container.ports = {};
  for (const attachment of container.networks.values()) forgetOperationalData(attachment);
  withdrawEndpoints(world, engine, container);
  if (sandboxId !== '') deleteSandbox(world, engine, sandboxId);
  pruneNodeNetworks(world, engine);
  container.sandboxId = '';
  container.sandboxKey = '';
  const sharedAnothers = isContainerMode(container.hostConfig.NetworkMode) && netns !== undefined;
  if (sharedAnothers && isOrphan(world, engine, netns)) destroyNetns(world.kernel, netns);
}

/** The sandbox that this namespace was made for is gone, and so is the last process in it. A machine's own stays. */
function isOrphan(world: World, engine: Engine, netns: NetnsId): boolean {
  if (world.kernel.machines.get(engine.host)?.root === netns) return false;
  const owned = [...engine.controller.sandboxes.values()].some((sandbox) => sandbox.netns === netns);
  return !owned && !isNamespaceInUse(engine, netns);
}

/** What an attachment got while the container ran. */
function forgetOperationalData(attachment: Attachment): void {
  if (attachment.fromManagers) attachment.ipamConfig = null;
  delete attachment.fromManagers;
  attachment.endpointId = '';
  attachment.gateway = '';
  attachment.ipAddress = '';
  attachment.ipPrefixLen = 0;
  attachment.ipv6Gateway = '';
  attachment.globalIpv6Address = '';
  attachment.globalIpv6PrefixLen = 0;
  attachment.macAddress = '';
}
