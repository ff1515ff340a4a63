import { formatIp, type Ip, isUnspecified, parseIp } from '../address/ip.ts';
import type { Engine } from '../engine/engine.ts';
import { hostRoot } from '../engine/libnetwork/host.ts';
import { linkByName } from '../kernel/links.ts';
import { addressesOf } from '../kernel/routes.ts';
import type { World } from '../world.ts';

const BAD_ADDRESS =
  'advertise address must be a non-zero IP address or network interface (with optional port number)';

/** The address that others reach the node at: a literal, an interface's, or the only one that there is. Else the complaint. */
export function advertisedAddress(world: World, engine: Engine, asked: string): Ip | string {
  const root = hostRoot(world, engine.host);
  if (asked === '') return onlyAddress(world, engine);
  const text = asked.replace(/:\d+$/, '');
  const literal = parseIp(text);
  if (literal !== undefined) return isUnspecified(literal) ? BAD_ADDRESS : literal;
  const link = linkByName(world.kernel, root, text);
  const [address] = link?.addresses.filter(({ ip }) => typeof ip === 'number') ?? [];
  if (link === undefined) return BAD_ADDRESS;
  return address?.ip ?? `could not find address of interface ${text}`;
}

/** Bridges of the engine's own do not count (moby daemon/cluster/listen_addr.go). */
function onlyAddress(world: World, engine: Engine): Ip | string {
  const own = new Set(
    [...engine.controller.networks.values()].flatMap(({ driverNetwork }) =>
      driverNetwork.kind === 'bridge' ? [driverNetwork.bridge.link] : [],
    ),
  );
  const all = addressesOf(world.kernel, hostRoot(world, engine.host)).filter(
    ({ link, address }) =>
      link.kind !== 'loopback' &&
      !own.has(link.id) &&
      typeof address.ip === 'number' &&
      address.scope === 'global',
  );
  const [first, second] = all;
  if (first === undefined)
    return "could not find the system's IP address - specify one with --advertise-addr";
  if (second === undefined) return first.address.ip;
  const sameLink = first.link === second.link;
  const [a, b] = [formatIp(first.address.ip), formatIp(second.address.ip)];
  return sameLink
    ? `could not choose an IP address to advertise since this system has multiple addresses on interface ${first.link.name} (${a} and ${b}) - specify one with --advertise-addr`
    : `could not choose an IP address to advertise since this system has multiple addresses on different interfaces (${a} on ${first.link.name} and ${b} on ${second.link.name}) - specify one with --advertise-addr`;
}
