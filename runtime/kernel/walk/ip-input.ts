import { isLoopback, isUnspecified } from '../../address/ip.ts';
import type { Link, Netns } from '../kernel.ts';
import { netnsOf } from '../link-registry.ts';
import type { Packet } from '../packet.ts';
import { isBroadcast, isLocal } from '../routes.ts';
import { isMulticast } from '../scope.ts';
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
  const local = isLocal(kernel, netns.id, packet.destination);
  const why = link.kind === 'loopback' ? undefined : martian(walk, netns, link, packet, local);
  if (why !== undefined) return lose(walk, netns.id, packet, { kind: 'martian', netns: netns.id, why });
  if (!local) return forward(walk, netns, link, packet);
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
function martian(walk: Walk, netns: Netns, link: Link, packet: Packet, local: boolean): string | undefined {
  const { kernel } = walk;
  const { source, destination } = packet;
  const settings = linkSettingsOf(kernel, link);
  if (isUnspecified(source) || isMulticast(source)) return 'its source is nobody';
  if (isMulticast(destination) || isBroadcast(kernel, netns.id, destination))
    return 'it is for everybody, and nobody listens';
  if (isLoopback(source) && !settings.routesLoopback) return 'its source is a loopback address';
  if (isLoopback(destination) && !settings.routesLoopback) return 'its destination is a loopback address';
  if (typeof source === 'bigint') return undefined;
  if (!settings.acceptsOwnSource && isLocal(kernel, netns.id, source))
    return 'its source is an address of this machine';
  if (
    settings.reversePathFilter > 0 &&
    reversePathFails(kernel, netns, link, source, settings.reversePathFilter)
  )
    return local ? 'rp_filter: the way back is another link' : 'rp_filter: the way back is another link';
  return undefined;
}
