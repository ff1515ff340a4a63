import type { Outcome } from '../probe/outcome.ts';
import type { World } from '../world.ts';

/**
 * Who answered: the container whose program took the question, else the machine. A program that only passes
 * it on, as docker-proxy does, is not meant. Undefined when nobody did, or only a kernel (an echo).
 */
export function answererOf(world: World, outcome: Outcome): string | undefined {
  const at = outcome.kind === 'delivered' ? outcome.answer.at : undefined;
  const netns = at && world.kernel.namespaces.get(at.netns);
  const socket = at && netns?.sockets.get(at.socket);
  if (netns === undefined || socket === undefined) return undefined;
  const { container } = socket.process;
  if (container === undefined) return netns.machine;
  return world.engines.get(netns.machine)?.containers.get(container)?.name;
}
