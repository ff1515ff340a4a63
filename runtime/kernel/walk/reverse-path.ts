import type { Ip } from '../../address/ip.ts';
import type { Kernel, Link, Netns } from '../kernel.ts';
import { lookupRoute } from '../routes.ts';

/** rp_filter: 1 wants the way back to the source to leave by the link the packet came in by, 2 wants any way back. */
export function reversePathFails(
  kernel: Kernel,
  netns: Netns,
  link: Link,
  source: Ip,
  mode: number,
): boolean {
  const route = lookupRoute(kernel, netns.id, source);
  if (route === undefined || route.type !== 'unicast') return true;
  return mode === 1 && route.link !== link.id;
}
