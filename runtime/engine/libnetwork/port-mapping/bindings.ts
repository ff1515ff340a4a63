import { familyOf, type Ip, parseIp } from '../../../address/ip.ts';
import type { PortBinding } from '../sandbox.ts';

/** One side of a binding: the address of the host, and that of the container which serves it. */
export interface BindingSide {
  readonly hostIp: Ip;
  readonly containerIp: Ip;
}

const ANY_IPV4 = 0;
const ANY_IPV6 = 0n;

export interface ContainerAddresses {
  readonly ipv4: Ip | undefined;
  readonly ipv6: Ip | undefined;
}

/** Where a binding listens in IPv4: the address that it names, else the network's default; none for an IPv6 address. */
export function ipv4Side(
  binding: PortBinding,
  container: ContainerAddresses,
  fallback: Ip,
): BindingSide | undefined {
  const hostIp = parseIp(binding.hostIp) ?? fallback;
  if (familyOf(hostIp) === 6 || container.ipv4 === undefined) return undefined;
  return { hostIp, containerIp: container.ipv4 };
}

/**
 * Where a binding listens in IPv6: `::` beside 0.0.0.0, unless another IPv4 address is the default. Without an IPv6 address of
 * the container docker-proxy leads to its IPv4 address.
 */
export function ipv6Side(
  binding: PortBinding,
  container: ContainerAddresses,
  fallback: Ip,
  userlandProxy: boolean,
): BindingSide | undefined {
  const containerIp = container.ipv6 ?? (userlandProxy ? container.ipv4 : undefined);
  const named = parseIp(binding.hostIp);
  const hostIp = named ?? (fallback === ANY_IPV4 ? ANY_IPV6 : fallback);
  if (familyOf(hostIp) === 4 || containerIp === undefined) return undefined;
  return { hostIp, containerIp };
}
