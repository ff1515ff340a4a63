import { closeSocket, socketById } from '../../kernel/sockets.ts';
import type { World } from '../../world.ts';
import type { Engine } from '../engine.ts';
import { hostRoot } from './host.ts';

/**
 * The daemon's process is gone, however it ended: its sockets close, and docker-proxy dies with its parent. Rules, links and
 * namespaces stay.
 */
export function abandonController(world: World, engine: Engine): void {
  const { endpoints, sandboxes } = engine.controller;
  const close = (netns: number, id: number | undefined): void => {
    const socket = id === undefined ? undefined : socketById(world.kernel, netns, id);
    if (socket !== undefined) closeSocket(world.kernel, socket);
  };
  const root = hostRoot(world, engine.host);
  for (const { mappings } of endpoints.values()) for (const { socket } of mappings) close(root, socket);
  for (const { netns, resolver } of sandboxes.values())
    for (const socket of resolver?.sockets ?? []) close(netns, socket);
}
