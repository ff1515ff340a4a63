import type { Kernel } from './kernel.ts';

/**
 * Marks a change of configuration: links, addresses, routes, rules, sockets, sysctls, faults. What traffic leaves
 * behind (connections, learned MACs, neighbours, the next ephemeral port) does not count: nothing derived hangs on it.
 */
export function changed(kernel: Kernel): void {
  kernel.revision++;
}
