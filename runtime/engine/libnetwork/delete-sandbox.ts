import { destroyNetns } from '../../kernel/namespaces.ts';
import { closeSocket, socketById } from '../../kernel/sockets.ts';
import type { World } from '../../world.ts';
import { isNamespaceInUse } from '../daemon/namespace-users.ts';
import type { Engine } from '../engine.ts';
import { deleteEndpoint } from './delete-endpoint.ts';
import { leaveEndpoint } from './leave-endpoint.ts';
import type { Sandbox } from './sandbox.ts';

/**
 * Leaves and removes all endpoints of a sandbox, then ends its namespace. The namespace outlives it, with `lo` alone, while a
 * process of another container is in it. An unknown id is nobody's.
 */
export function deleteSandbox(world: World, engine: Engine, id: string): void {
  const { sandboxes } = engine.controller;
  const sandbox = sandboxes.get(id);
  if (sandbox === undefined) return;
  sandbox.inDelete = true;
  for (const endpoint of [...sandbox.endpoints]) {
    leaveEndpoint(world, engine, endpoint);
    deleteEndpoint(world, engine, endpoint);
  }
  stopResolver(world, sandbox);
  sandboxes.delete(id);
  if (!sandbox.config.useHost && !isNamespaceInUse(engine, sandbox.netns))
    destroyNetns(world.kernel, sandbox.netns);
}

function stopResolver(world: World, { id, netns, resolver }: Sandbox): void {
  for (const socketId of resolver?.sockets ?? []) {
    const socket = socketById(world.kernel, netns, socketId);
    if (socket !== undefined) closeSocket(world.kernel, socket);
  }
  world.dnsServers.delete(id);
}
