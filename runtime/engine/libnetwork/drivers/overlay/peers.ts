import { contains } from '../../../../address/cidr.ts';
import type { Ip } from '../../../../address/ip.ts';
import { macFromIpv4 } from '../../../../address/mac.ts';
import { addTunnelEntry, deleteTunnelEntry } from '../../../../kernel/fdb.ts';
import { deleteNeighbour, setNeighbour } from '../../../../kernel/neighbours.ts';
import type { World } from '../../../../world.ts';
import type { OverlayNetwork } from './overlay-network.ts';

/**
 * Another node's endpoint: which address it has, and behind which tunnel. The tunnel asks nobody for addresses, so an endpoint that
 * gossip did not tell of is not found (libnetwork drivers/overlay/peerdb.go).
 */
export function addPeer(world: World, overlay: OverlayNetwork, ip: Ip, remote: Ip): void {
  const tunnel = tunnelFor(overlay, ip);
  if (overlay.sandbox === undefined || tunnel === undefined) return;
  const mac = macFromIpv4(ip as number);
  addTunnelEntry(world.kernel, tunnel, mac, remote);
  setNeighbour(world.kernel, overlay.sandbox.netns, { ip, link: tunnel, mac, state: 'PERMANENT' });
}

export function removePeer(world: World, overlay: OverlayNetwork, ip: Ip): void {
  const tunnel = tunnelFor(overlay, ip);
  if (overlay.sandbox === undefined || tunnel === undefined) return;
  deleteTunnelEntry(world.kernel, tunnel, macFromIpv4(ip as number));
  deleteNeighbour(world.kernel, overlay.sandbox.netns, tunnel, ip);
}

function tunnelFor({ sandbox, subnets }: OverlayNetwork, ip: Ip): number | undefined {
  const at = subnets.findIndex(({ block }) => contains(block, ip));
  return at < 0 ? undefined : sandbox?.tunnels[at];
}
