import type { World } from '../../world.ts';
import type { Engine } from '../engine.ts';
import type { Result } from './result.ts';
import type { Sandbox, SandboxConfig } from './sandbox.ts';

/** Makes a container's namespace and its files under /etc. */
export function createSandbox(
  world: World,
  engine: Engine,
  container: string,
  config: SandboxConfig,
): Result<Sandbox> {
  throw new Error('not written yet');
}
