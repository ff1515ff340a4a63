import type { World } from '../../world.ts';
import type { Engine } from '../engine.ts';
import type { HostsEntry } from './sandbox.ts';

/** A linked container got another address: the sandbox's /etc/hosts is written with these lines instead. */
export function updateHosts(
  world: World,
  engine: Engine,
  sandbox: string,
  extraHosts: readonly HostsEntry[],
): void {
  throw new Error('not written yet');
}
