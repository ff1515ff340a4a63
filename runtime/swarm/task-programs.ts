import type { ProgramSocket } from '../engine/daemon/container.ts';
import { containerListen } from '../engine/daemon/container-listen.ts';
import type { World } from '../world.ts';

/** Somebody tells what the program of a service listens on, where its image does not: for every task from now on. */
export function rememberPrograms(world: World, service: string, sockets: readonly ProgramSocket[]): void {
  world.taskPrograms.set(service, [...sockets]);
}

/** A task's new container gets what is known of its program. */
export function prepareProgram(world: World, host: string, container: string, service: string): void {
  const sockets = world.taskPrograms.get(service);
  if (sockets !== undefined) containerListen(world, host, container, sockets, true);
}
