import { familyOf } from '../../address/ip.ts';
import type { Link, Netns } from '../../kernel/kernel.ts';
import { linkOf } from '../../kernel/link-registry.ts';
import { linkSettingsOf } from '../../kernel/settings.ts';
import {
  ADMIN_PROHIBITED,
  HOST_UNREACHABLE,
  NET_UNREACHABLE,
  TIME_EXCEEDED,
  TOO_BIG,
} from '../../kernel/walk/complain.ts';
import type { PacketSet } from '../packet-set.ts';
import { LINK_LOCAL } from '../scope-set.ts';
import { isIn, lose, type SetWalk, sampleOf, valuesOf } from '../set-walk.ts';
import { complainSet } from './complain.ts';
import { passHookSet } from './hook.ts';
import { leaveSet } from './leave.ts';
import { lookupRouteSet } from './route.ts';

/** `forward` for a box of packets. */
export function forwardSet(walk: SetWalk, netns: Netns, incoming: Link, packet: PacketSet): boolean {
  const { kernel } = walk;
  const v6 = familyOf(valuesOf(walk, packet.destination)[0]!) === 6;
  const settings = linkSettingsOf(kernel, incoming);
  if (!(v6 ? settings.forwardsIpv6 : settings.forwardsIpv4))
    return lose(walk, { kind: 'not-forwarding', netns: netns.id });
  const route = lookupRouteSet(walk, netns, packet.destination);
  if (route === undefined || route.type !== 'unicast' || route.link === undefined || isScoped(walk, packet))
    return noRoute(walk, netns, packet, route?.type);
  const outgoing = linkOf(kernel, route.link);
  if (packet.ttl <= 1) {
    complainSet(walk, netns.id, packet, TIME_EXCEEDED, { forwarded: true });
    return lose(walk, { kind: 'ttl-exceeded', netns: netns.id });
  }
  if (packet.size > outgoing.mtu && (packet.df || v6)) {
    complainSet(walk, netns.id, packet, TOO_BIG, { forwarded: true, mtu: outgoing.mtu });
    return lose(walk, { kind: 'too-big', netns: netns.id, mtu: outgoing.mtu });
  }
  packet.ttl--;
  walk.steps?.push({ kind: 'route', netns: netns.id, link: outgoing.id, packet: { ...packet } });
  if (!passHookSet(walk, netns, packet, 'FORWARD', incoming, outgoing)) return false;
  return leaveSet(walk, netns, packet, outgoing, route.via ?? packet.destination);
}

const isScoped = (walk: SetWalk, { source, destination }: PacketSet): boolean =>
  isIn(walk, source, LINK_LOCAL) || isIn(walk, destination, LINK_LOCAL);

function noRoute(walk: SetWalk, netns: Netns, packet: PacketSet, type: string | undefined): false {
  if (type === 'unreachable') complainSet(walk, netns.id, packet, HOST_UNREACHABLE, { forwarded: true });
  else if (type === 'prohibit') complainSet(walk, netns.id, packet, ADMIN_PROHIBITED, { forwarded: true });
  else if (type !== 'blackhole') complainSet(walk, netns.id, packet, NET_UNREACHABLE, { forwarded: true });
  return lose(walk, { kind: 'no-route', netns: netns.id, destination: sampleOf(walk, packet.destination) });
}
