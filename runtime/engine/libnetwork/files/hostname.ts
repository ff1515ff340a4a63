import type { World } from '../../../world.ts';
import type { Sandbox } from '../sandbox.ts';

/** /etc/hostname of a container: the name without its domain. */
export const writeHostname = (world: World, { container, config }: Sandbox): void =>
  void world.files.set(`${container}:/etc/hostname`, `${config.hostname}\n`);
