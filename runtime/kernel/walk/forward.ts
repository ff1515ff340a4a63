import type { Link, Netns } from '../kernel.ts';
import { linkOf } from '../link-registry.ts';
import type { Packet } from '../packet.ts';
import { lookupRoute } from '../routes.ts';
import { isLinkLocal } from '../scope.ts';
import { linkSettingsOf } from '../settings.ts';
import {
  ADMIN_PROHIBITED,
  complain,
  HOST_UNREACHABLE,
  NET_UNREACHABLE,
  TIME_EXCEEDED,
  TOO_BIG,
} from './complain.ts';
import { passHook } from './hook.ts';
import { leave } from './leave.ts';
import { headerOf, lose, type Walk } from './walk.ts';

/** A packet for somebody else (ip_forward, ip6_forward): route, TTL, MTU, FORWARD, and out. */
export function forward(walk: Walk, netns: Netns, incoming: Link, packet: Packet): boolean {
  const { kernel } = walk;
  const v6 = typeof packet.destination === 'bigint';
  const settings = linkSettingsOf(kernel, incoming);
  if (!(v6 ? settings.forwardsIpv6 : settings.forwardsIpv4))
    return lose(walk, netns.id, packet, { kind: 'not-forwarding', netns: netns.id });
  const route = lookupRoute(kernel, netns.id, packet.destination);
  if (route === undefined || route.type !== 'unicast' || route.link === undefined || isScoped(packet))
    return noRoute(walk, netns, packet, route?.type);
  const outgoing = linkOf(kernel, route.link);
  const nextHop = route.via ?? packet.destination;
  noteRoute(walk, netns, packet, outgoing, route.via);
  if (packet.ttl <= 1) {
    complain(walk, netns.id, packet, TIME_EXCEEDED, { forwarded: true });
    return lose(walk, netns.id, packet, { kind: 'ttl-exceeded', netns: netns.id });
  }
  if (packet.size > outgoing.mtu && (packet.df || v6)) {
    complain(walk, netns.id, packet, TOO_BIG, { forwarded: true, mtu: outgoing.mtu });
    return lose(walk, netns.id, packet, { kind: 'too-big', netns: netns.id, mtu: outgoing.mtu });
  }
  packet.ttl--;
  if (!passHook(walk, netns, packet, 'FORWARD', incoming, outgoing)) return false;
  return leave(walk, netns, packet, outgoing, nextHop);
}

const isScoped = ({ source, destination }: Packet): boolean =>
  isLinkLocal(source) || isLinkLocal(destination);

function noRoute(walk: Walk, netns: Netns, packet: Packet, type: string | undefined): false {
  if (type === 'unreachable') complain(walk, netns.id, packet, HOST_UNREACHABLE, { forwarded: true });
  else if (type === 'prohibit') complain(walk, netns.id, packet, ADMIN_PROHIBITED, { forwarded: true });
  else if (type !== 'blackhole') complain(walk, netns.id, packet, NET_UNREACHABLE, { forwarded: true });
  const { destination } = packet;
  return lose(walk, netns.id, packet, { kind: 'no-route', netns: netns.id, destination });
}

function noteRoute(
  walk: Walk,
  netns: Netns,
  packet: Packet,
  link: Link,
  via: Packet['destination'] | undefined,
): void {
  walk.recorder?.hop({
    kind: 'route',
    netns: netns.id,
    packet: headerOf(packet),
    decision: 'forward',
    link: link.id,
    ...(via !== undefined && { via }),
  });
}
