import { familyOf } from '../../address/ip.ts';
import type { Link, Netns } from '../../kernel/kernel.ts';
import { netnsOf } from '../../kernel/link-registry.ts';
import type { AddressType } from '../../kernel/netfilter/rule.ts';
import { linkSettingsOf } from '../../kernel/settings.ts';
import { addressTypeOfSet, LOOPBACK } from '../address-type-set.ts';
import type { PacketSet } from '../packet-set.ts';
import { isIn, lose, type SetWalk, valuesOf } from '../set-walk.ts';
import { forwardSet } from './forward.ts';
import { passHookSet } from './hook.ts';
import { inputSet } from './input.ts';
import { reversePathFailsSet } from './route.ts';

/** `ipInput` for a box of packets. */
export function ipInputSet(walk: SetWalk, link: Link, packet: PacketSet): boolean {
  const netns = netnsOf(walk.kernel, link.netns);
  if (!passHookSet(walk, netns, packet, 'PREROUTING', link, undefined)) return false;
  return routeInputSet(walk, netns, link, packet);
}

/** `routeInput` for a box of packets. */
export function routeInputSet(walk: SetWalk, netns: Netns, link: Link, packet: PacketSet): boolean {
  const to = addressTypeOfSet(walk, netns, packet.destination);
  const why = link.kind === 'loopback' ? undefined : martian(walk, netns, link, packet, to);
  if (why !== undefined) return lose(walk, { kind: 'martian', netns: netns.id, why });
  if (to !== 'LOCAL') return forwardSet(walk, netns, link, packet);
  walk.steps?.push({ kind: 'route', netns: netns.id, link: link.id, packet: { ...packet } });
  return inputSet(walk, netns, link, packet);
}

function martian(
  walk: SetWalk,
  netns: Netns,
  link: Link,
  { source, destination }: PacketSet,
  to: AddressType,
): string | undefined {
  const settings = linkSettingsOf(walk.kernel, link);
  const family = familyOf(valuesOf(walk, source)[0]!);
  const from = addressTypeOfSet(walk, netns, source);
  if (from !== 'UNICAST' && from !== 'LOCAL') return 'its source is nobody';
  if (to === 'BROADCAST' || to === 'MULTICAST') return 'it is for everybody, and nobody listens';
  if (!settings.routesLoopback && isIn(walk, source, LOOPBACK[family]))
    return 'its source is a loopback address';
  if (!settings.routesLoopback && isIn(walk, destination, LOOPBACK[family]))
    return 'its destination is a loopback address';
  if (family === 6) return undefined;
  if (from === 'LOCAL' && !settings.acceptsOwnSource) return 'its source is an address of this machine';
  const mode = settings.reversePathFilter;
  if (mode === 0 || !reversePathFailsSet(walk, netns, link, source, mode)) return undefined;
  return 'rp_filter: the way back is another link';
}
