import type { Hop } from '../kernel/trace.ts';
import type { World } from '../world.ts';

/**
 * Who answered a question: the container whose program took it, else the machine. A program that only passes
 * it on, as docker-proxy does, is not the last one to take it. Undefined when nobody did, or only a kernel
 * (an echo).
 */
export function answererOf(world: World, hops: readonly Hop[]): string | undefined {
  for (const hop of hops.toReversed()) {
    if (hop.kind !== 'deliver' || hop.socket === undefined) continue;
    const netns = world.kernel.namespaces.get(hop.netns);
    const socket = netns?.sockets.get(hop.socket);
    if (netns === undefined || socket === undefined) return undefined;
    const { container } = socket.process;
    return container === undefined
      ? netns.machine
      : world.engines.get(netns.machine)?.containers.get(container)?.name;
  }
  return undefined;
}
