import type { Link, LinkAddress } from '../kernel/kernel.ts';

/**
 * A virtual address of a service, which each of its balancers holds as a /32 besides the address of its own (libnetwork,
 * service_linux.go). No program binds it: answers to it would go to whichever balancer hears ARP first.
 */
export const isShared = (link: Link, { length }: LinkAddress): boolean =>
  link.kind !== 'loopback' && length === 32 && link.addresses.some((other) => other.length !== 32);
