import type { Ip } from '../../address/ip.ts';
import { flushConnections } from '../../kernel/conntrack/table.ts';
import type { World } from '../../world.ts';
import { hostRoot } from './host.ts';

/** Forgets the host's connections of addresses that go to someone else next (libnetwork iptables/conntrack.go). */
export function clearConnections(world: World, host: string, addresses: readonly Ip[]): void {
  flushConnections(world.kernel, hostRoot(world, host), ({ original, reply }) =>
    [original, reply].some(
      ({ source, destination }) => addresses.includes(source) || addresses.includes(destination),
    ),
  );
}
