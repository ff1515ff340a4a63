import type { World } from '../../world.ts';
import type { Engine } from '../engine.ts';
import { deleteSandbox } from './delete-sandbox.ts';

/**
 * The networks' part of an orderly stop (SIGTERM). Containers have ended, so their endpoints are gone with their ports; devices
 * and rules of networks stay, as dockerd leaves them.
 */
export function stopController(world: World, engine: Engine): void {
  for (const id of [...engine.controller.sandboxes.keys()]) deleteSandbox(world, engine, id);
}
