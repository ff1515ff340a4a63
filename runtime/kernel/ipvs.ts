import type { Ip } from '../address/ip.ts';
import type { IpvsDestination, IpvsService, Kernel, NetnsId } from './kernel.ts';
import { netnsOf } from './link-registry.ts';
import { changed } from './revision.ts';

/** `ipvsadm -A -f MARK -s rr`; the one that is there already if so. */
export function addIpvsService(kernel: Kernel, netnsId: NetnsId, mark: number): IpvsService {
  const { ipvs } = netnsOf(kernel, netnsId);
  const known = ipvs.find((service) => service.mark === mark);
  if (known !== undefined) return known;
  const service: IpvsService = { mark, scheduler: 'rr', destinations: [], cursor: -1 };
  ipvs.push(service);
  changed(kernel);
  return service;
}

export function deleteIpvsService(kernel: Kernel, netnsId: NetnsId, mark: number): void {
  const { ipvs } = netnsOf(kernel, netnsId);
  const at = ipvs.findIndex((service) => service.mark === mark);
  if (at >= 0) ipvs.splice(at, 1);
  changed(kernel);
}

/** `ipvsadm -a`: a new destination goes to the head of the list, and round robin stands where it stood. */
export function addIpvsDestination(
  kernel: Kernel,
  service: IpvsService,
  address: Ip,
  forward: IpvsDestination['forward'] = 'masq',
): void {
  const known = service.destinations.find((destination) => destination.address === address);
  if (known !== undefined) known.weight = 1;
  else {
    service.destinations.unshift({ address, weight: 1, forward, activeConnections: 0 });
    if (service.cursor >= 0) service.cursor++;
  }
  changed(kernel);
}

/** `ipvsadm -e -w`: weight 0 takes no new connections and keeps the old ones. */
export function setIpvsWeight(kernel: Kernel, service: IpvsService, address: Ip, weight: number): void {
  const known = service.destinations.find((destination) => destination.address === address);
  if (known !== undefined) known.weight = weight;
  changed(kernel);
}

export function deleteIpvsDestination(kernel: Kernel, service: IpvsService, address: Ip): void {
  const at = service.destinations.findIndex((destination) => destination.address === address);
  if (at < 0) return;
  service.destinations.splice(at, 1);
  if (service.cursor >= at) service.cursor--;
  changed(kernel);
}

/** Round robin (ip_vs_rr_schedule): the next one after the last served that has weight. */
export function nextDestination(service: IpvsService): IpvsDestination | undefined {
  const { destinations } = service;
  for (let step = 1; step <= destinations.length; step++) {
    const at = (service.cursor + step) % destinations.length;
    const destination = destinations[at]!;
    if (destination.weight === 0) continue;
    service.cursor = at;
    return destination;
  }
  return undefined;
}
