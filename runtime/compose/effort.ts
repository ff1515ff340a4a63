import type { ComposeRun } from './compose-run.ts';

/** A bridge takes the engine longer than the host's own network, and a shared namespace takes nothing. */
const ENDPOINT = { host: 1, other: 2 };

/** How long a request that takes a container's networks up or down lasts beside others. */
export function effortOf({ world, host }: ComposeRun, id: string): number {
  const container = world.engines.get(host)?.containers.get(id);
  if (container === undefined) return 1;
  const networks = [...container.networks.keys()];
  return networks.reduce((sum, name) => sum + (name === 'host' ? ENDPOINT.host : ENDPOINT.other), 1);
}
