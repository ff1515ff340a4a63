import { formatIp } from '../../../address/ip.ts';
import { formatMac } from '../../../address/mac.ts';
import type { Kernel, Netns } from '../../../kernel/kernel.ts';
import { neighboursOf } from '../../../kernel/neighbours.ts';

/** `ip neigh`: who is known to have which hardware address. */
export function showNeighbours(kernel: Kernel, netns: Netns, device?: string): string {
  return neighboursOf(netns)
    .map((neighbour) => ({ neighbour, link: kernel.links.get(neighbour.link) }))
    .filter(({ link }) => link !== undefined && (device === undefined || link.name === device))
    .map(({ neighbour, link }) => {
      const mac = neighbour.mac === undefined ? '' : `lladdr ${formatMac(neighbour.mac)} `;
      return `${formatIp(neighbour.ip)} dev ${link!.name} ${mac}${neighbour.state} \n`;
    })
    .join('');
}
