import { isLoopback } from '../../address/ip.ts';
import { addressTypeOf } from '../address-type.ts';
import type { Link, Netns } from '../kernel.ts';
import { netnsOf } from '../link-registry.ts';
import type { AddressType } from '../netfilter/rule.ts';
import type { Packet } from '../packet.ts';
import { linkSettingsOf } from '../settings.ts';
import { forward } from './forward.ts';
import { passHook } from './hook.ts';
import { input } from './input.ts';
import { reversePathFails } from './reverse-path.ts';
import { headerOf, lose, type Walk } from './walk.ts';

/** A packet comes to a namespace at layer 3: PREROUTING, then the routing decision. */
export function ipInput(walk: Walk, link: Link, packet: Packet): boolean {
  const netns = netnsOf(walk.kernel, link.netns);
  if (!passHook(walk, netns, packet, 'PREROUTING', link, undefined)) return false;
  return routeInput(walk, netns, link, packet);
}

/** Up into the machine, or on to another link; what no honest sender can have sent is dropped. */
export function routeInput(walk: Walk, netns: Netns, link: Link, packet: Packet): boolean {
  const { kernel } = walk;
  const to = addressTypeOf(kernel, netns, packet.destination);
  const why = link.kind === 'loopback' ? undefined : martian(walk, netns, link, packet, to);
  if (why !== undefined) return lose(walk, netns.id, packet, { kind: 'martian', netns: netns.id, why });
  if (to !== 'LOCAL') return forward(walk, netns, link, packet);
  walk.recorder?.hop({
    kind: 'route',
    netns: netns.id,
    packet: headerOf(packet),
    decision: 'local',
    link: link.id,
  });
  return input(walk, netns, link, packet);
}

/** What ip_route_input_slow and fib_validate_source refuse, in words. */
function martian(
  { kernel }: Walk,
  netns: Netns,
  link: Link,
  { source, destination }: Packet,
  to: AddressType,
): string | undefined {
  const settings = linkSettingsOf(kernel, link);
  const from = addressTypeOf(kernel, netns, source);
  if (from !== 'UNICAST' && from !== 'LOCAL') return 'its source is nobody';
  if (to === 'BROADCAST' || to === 'MULTICAST') return 'it is for everybody, and nobody listens';
  if (isLoopback(source) && !settings.routesLoopback) return 'its source is a loopback address';
  if (isLoopback(destination) && !settings.routesLoopback) return 'its destination is a loopback address';
  if (typeof source === 'bigint') return undefined;
  if (from === 'LOCAL' && !settings.acceptsOwnSource) return 'its source is an address of this machine';
  const mode = settings.reversePathFilter;
  if (mode === 0 || !reversePathFails(kernel, netns, link, source, mode)) return undefined;
  return 'rp_filter: the way back is another link';
}
