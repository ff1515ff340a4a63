import type { World } from '../../world.ts';
import type { Engine } from '../engine.ts';
import { replaceHostsEntry } from './files/hosts.ts';
import type { HostsEntry } from './sandbox.ts';

/** A linked container got another address: these lines of the sandbox's /etc/hosts get it too. */
export function updateHosts(
  world: World,
  engine: Engine,
  sandboxId: string,
  extraHosts: readonly HostsEntry[],
): void {
  const sandbox = engine.controller.sandboxes.get(sandboxId);
  if (sandbox === undefined) return;
  for (const entry of extraHosts) replaceHostsEntry(world, sandbox, entry);
}
